using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Signals;

/// <summary>
/// Levels of rms values and mean squares, L = 20·lg(x/x0), with the reference values of ISO 1683:2015 where it names
/// one and 1 SI unit elsewhere. Zero gives −∞.
/// </summary>
public static class Decibel
{
    /// <summary>Reference of vibration acceleration: 1 µm/s² (ISO 1683).</summary>
    public const double AccelerationReference = 1e-6;

    /// <summary>Reference of sound pressure in air: 20 µPa (ISO 1683).</summary>
    public const double SoundPressureReference = 20e-6;

    /// <summary>Reference value of a quantity in its SI unit.</summary>
    public static double Reference(Quantity quantity) => quantity switch
    {
        Quantity.Acceleration => AccelerationReference,
        Quantity.SoundPressure => SoundPressureReference,
        _ => 1,
    };

    /// <summary>The unit of a quantity's levels, such as "dB re 1 µm/s²".</summary>
    public static string Unit(Quantity quantity) => quantity switch
    {
        Quantity.Acceleration => "dB re 1 µm/s²",
        Quantity.SoundPressure => "dB re 20 µPa",
        Quantity.Current => "dB re 1 A",
        Quantity.Torque => "dB re 1 Nm",
        _ => "dB re 1 V",
    };

    /// <summary>Level of an rms value.</summary>
    /// <param name="rms">Rms value, not negative.</param>
    /// <param name="reference">Reference in the same unit.</param>
    public static double FromRms(double rms, double reference) => 20 * Math.Log10(rms / reference);

    /// <summary>Level of a mean square, such as a band's power.</summary>
    /// <param name="meanSquare">Mean square, not negative.</param>
    /// <param name="reference">Reference in the unit of the signal.</param>
    public static double FromMeanSquare(double meanSquare, double reference) =>
        10 * Math.Log10(meanSquare / (reference * reference));

    /// <summary>Rms value of a level.</summary>
    /// <param name="levelDb">Level.</param>
    /// <param name="reference">Reference in the wanted unit.</param>
    public static double ToRms(double levelDb, double reference) => reference * Math.Pow(10, levelDb / 20);
}
