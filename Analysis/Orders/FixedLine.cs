namespace Bench.Analysis.Orders;

/// <summary>
/// A line in the spectrum that is no order of the shaft: a fixed frequency, or a frequency and a multiple of the
/// speed, such as the side lines m·f_sw ± k·f_el of an inverter.
/// </summary>
/// <param name="Name">What it is, such as "9.85 kHz" or "f_sw + 2 f_el".</param>
/// <param name="FrequencyHz">The fixed part in Hz, above 0.</param>
/// <param name="SlopeOrders">The part that follows the shaft, in orders; 0 for a fixed frequency.</param>
/// <param name="Rms">Rms in the unit of the samples, energy mean over the sweep.</param>
/// <param name="ProminenceDb">Level above what lies around it.</param>
public sealed record FixedLine(
    string Name, double FrequencyHz, double SlopeOrders, double Rms, double ProminenceDb)
{
    /// <summary>Its frequency in Hz at a speed.</summary>
    public double FrequencyAt(double speedRpm) => FrequencyHz + (SlopeOrders * speedRpm / 60);

    /// <summary>The order whose path it crosses at a speed.</summary>
    public double OrderAt(double speedRpm) => Math.Abs(FrequencyAt(speedRpm)) * 60 / speedRpm;
}
