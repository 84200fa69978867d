using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Orders;

/// <summary>
/// Mean square per order line of a block of whole revolutions: Hann window, energy-correct, so that the sum over the
/// lines around an order is the mean square of that order wherever it lies between lines.
/// </summary>
/// <remarks>
/// P[k] = 2·|X[k]|² / (N · Σw²), line k at order k / revolutions; line 0 counts once. An order on a line spreads over
/// three lines (¼ : 1 : ¼ in power, together the equivalent noise bandwidth of 1.5). Immutable: threads may
/// share it.
/// </remarks>
public sealed class OrderTransform
{
    private readonly RealFft _fft;
    private readonly float[] _window;

    /// <summary>Plans the transform.</summary>
    /// <param name="samplesPerRevolution">Angle samples per revolution.</param>
    /// <param name="revolutions">Revolutions per block.</param>
    /// <param name="maxOrder">Highest order of interest; lines above are not computed further.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is above half the samples per revolution.</exception>
    public OrderTransform(int samplesPerRevolution, int revolutions, double maxOrder)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxOrder, samplesPerRevolution / 2.0);
        Revolutions = revolutions;
        _fft = new RealFft(samplesPerRevolution * revolutions);
        Lines = Math.Min(_fft.Bins, (int)Math.Ceiling(maxOrder * revolutions) + 2);
        Window hann = Window.Create(WindowKind.Hann, _fft.Length);

        // The scale goes into the window: Σw² = N · (N·g)² · ENBW / N² for coherent gain g.
        double sumOfSquares = _fft.Length * hann.CoherentGain * hann.CoherentGain * hann.EnbwBins;
        double scale = Math.Sqrt(2 / (_fft.Length * sumOfSquares));
        _window = [.. hann.Values.ToArray().Select(w => (float)(w * scale))];
    }

    /// <summary>Samples per block.</summary>
    public int Length => _fft.Length;

    /// <summary>Revolutions per block: lines are this many to the order.</summary>
    public int Revolutions { get; }

    /// <summary>Lines of interest, from order 0.</summary>
    public int Lines { get; }

    /// <summary>Number of values that <see cref="Power"/> needs room for.</summary>
    public int Bins => _fft.Bins;

    /// <summary>Floats of scratch that <see cref="Power"/> needs.</summary>
    public int ScratchLength => _fft.ScratchLength;

    /// <summary>Mean square per line.</summary>
    /// <param name="block"><see cref="Length"/> samples over uniform angle.</param>
    /// <param name="power">Room for <see cref="Bins"/> values; the unit of the samples squared.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats, contents irrelevant.</param>
    public void Power(ReadOnlySpan<float> block, Span<float> power, Span<float> scratch)
    {
        _fft.Power(block, _window, power, scratch);
        power[0] *= 0.5f;
    }
}
