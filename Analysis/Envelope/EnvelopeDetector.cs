using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Envelope;

/// <summary>
/// Envelope of a frequency band: magnitude of the band's analytic signal, at a lower rate. Streaming.
/// </summary>
/// <remarks>
/// <para>Band-pass, Hilbert transform and decimation are one filter: y[m] = Σ g[n]·x[mD + n] with the complex taps
/// g[n] = 2·h[n]·exp(−2πi·f0·n/f_s), h a Kaiser low-pass of half the band's width and f0 its centre; the envelope is
/// |y|. Only positive frequencies of the band remain, so that a tone of amplitude A gives A without ripple; squaring or
/// rectifying would add products at twice the carrier. The filter is symmetric: the envelope is not delayed.</para>
/// <para>At the band's edges the filter has −6 dB, outside by 8 % of the band's width more than 70 dB.</para>
/// </remarks>
public sealed class EnvelopeDetector
{
    // Kaiser: β and length for 70 dB (J. F. Kaiser, 1974).
    private const double StopDb = 70;
    private const double Beta = 0.1102 * (StopDb - 8.7);
    private const double TransitionShare = 0.15;

    // The band's signal needs its own width; half as much again keeps aliases off low envelope frequencies.
    private const double RatePerBand = 1.5;

    private readonly float[] _real;
    private readonly float[] _imaginary;
    private readonly int _half;
    private readonly float[] _history;
    private int _count;
    private long _start;
    private long _next;

    /// <summary>Plans the detector.</summary>
    /// <param name="sampleRateHz">Rate of the samples.</param>
    /// <param name="fromHz">Lower edge of the band, above 0.</param>
    /// <param name="toHz">Upper edge, below half the rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The band does not fit.</exception>
    public EnvelopeDetector(double sampleRateHz, double fromHz, double toHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromHz);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(toHz, fromHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(toHz, sampleRateHz / 2);
        double width = toHz - fromHz;
        Decimation = DecimationFor(sampleRateHz, fromHz, toHz);
        SampleRateHz = sampleRateHz / Decimation;
        _half = (int)Math.Ceiling((StopDb - 7.95) / (2.285 * 2 * Math.PI * TransitionShare * width / sampleRateHz) / 2);
        (_real, _imaginary) = Taps(_half, width / 2 / sampleRateHz, (fromHz + toHz) / 2 / sampleRateHz);
        _history = new float[Math.Max(4096, 4 * _real.Length)];

        // What lies before the first sample counts as silence.
        _count = _half;
        _start = -_half;
    }

    /// <summary>Input samples per envelope sample.</summary>
    public int Decimation { get; }

    /// <summary>Rate of the envelope in Hz.</summary>
    public double SampleRateHz { get; }

    /// <summary>
    /// Input samples on either side of an envelope sample that its filter reaches: within so many of the first sample
    /// the envelope rises from silence.
    /// </summary>
    public int ReachSamples => _half;

    /// <summary>Most envelope samples that a block of a given length can give.</summary>
    public int MaxOutput(int samples) => (samples / Decimation) + 1;

    /// <summary>Decimation that <see cref="EnvelopeDetector"/> uses for a band.</summary>
    public static int DecimationFor(double sampleRateHz, double fromHz, double toHz) =>
        Math.Max(1, (int)(sampleRateHz / (RatePerBand * (toHz - fromHz))));

    /// <summary>Takes the next samples and gives the envelope as far as they reach.</summary>
    /// <param name="samples">Any number of samples.</param>
    /// <param name="envelope">Room for <see cref="MaxOutput"/> values; the unit of the samples. Value m belongs to
    /// input sample m · <see cref="Decimation"/>.</param>
    /// <returns>Number of values given.</returns>
    public int Process(ReadOnlySpan<float> samples, Span<float> envelope) =>
        Process(samples, 0, long.MaxValue, envelope);

    /// <summary>
    /// The same, with 0 in place of the envelope at input samples outside a range: they cost nothing.
    /// </summary>
    /// <param name="samples">Any number of samples.</param>
    /// <param name="firstSample">First input sample of interest, counted from the first one ever.</param>
    /// <param name="endSample">Input sample after the last one of interest.</param>
    /// <param name="envelope">Room for <see cref="MaxOutput"/> values; the unit of the samples.</param>
    /// <returns>Number of values given.</returns>
    public int Process(ReadOnlySpan<float> samples, long firstSample, long endSample, Span<float> envelope)
    {
        int given = 0;
        while (!samples.IsEmpty)
        {
            int taken = Math.Min(samples.Length, _history.Length - _count);
            samples[..taken].CopyTo(_history.AsSpan(_count));
            samples = samples[taken..];
            _count += taken;
            given += Drain(firstSample, endSample, envelope[given..]);
        }

        return given;
    }

    /// <summary>Forgets all samples: the next is the first again.</summary>
    public void Reset()
    {
        Array.Clear(_history);
        _count = _half;
        _start = -_half;
        _next = 0;
    }

    private int Drain(long firstSample, long endSample, Span<float> envelope)
    {
        int given = 0;
        int first = (int)(_next - _half - _start);
        for (; first + _real.Length <= _count; first += Decimation)
        {
            bool isWanted = _next >= firstSample && _next < endSample;
            envelope[given++] = isWanted ? Magnitude(_history.AsSpan(first, _real.Length), _real, _imaginary) : 0;
            _next += Decimation;
        }

        if (_count > _history.Length / 2)
        {
            int drop = Math.Min(first, _count);
            _history.AsSpan(drop, _count - drop).CopyTo(_history);
            _count -= drop;
            _start += drop;
        }

        return given;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Magnitude(ReadOnlySpan<float> samples, float[] real, float[] imaginary)
    {
        ref float x = ref MemoryMarshal.GetReference(samples);
        ref float c = ref MemoryMarshal.GetArrayDataReference(real);
        ref float s = ref MemoryMarshal.GetArrayDataReference(imaginary);
        Vector256<float> re0 = Vector256<float>.Zero;
        Vector256<float> im0 = re0;
        Vector256<float> re1 = re0;
        Vector256<float> im1 = re0;
        for (nuint i = 0; i < (nuint)samples.Length; i += 16)
        {
            Vector256<float> x0 = Vector256.LoadUnsafe(ref x, i);
            Vector256<float> x1 = Vector256.LoadUnsafe(ref x, i + 8);
            re0 = Vector256.FusedMultiplyAdd(x0, Vector256.LoadUnsafe(ref c, i), re0);
            im0 = Vector256.FusedMultiplyAdd(x0, Vector256.LoadUnsafe(ref s, i), im0);
            re1 = Vector256.FusedMultiplyAdd(x1, Vector256.LoadUnsafe(ref c, i + 8), re1);
            im1 = Vector256.FusedMultiplyAdd(x1, Vector256.LoadUnsafe(ref s, i + 8), im1);
        }

        float re = Vector256.Sum(re0 + re1);
        float im = Vector256.Sum(im0 + im1);
        return MathF.Sqrt((re * re) + (im * im));
    }

    // Padded with zeros to a multiple of 16, the step of the loop above.
    private static (float[] Real, float[] Imaginary) Taps(int half, double cutoff, double centre)
    {
        int count = (2 * half) + 1;
        // A periodic window, one shorter: its first value is also the last of the symmetric one.
        ReadOnlySpan<float> window = Window.Create(WindowKind.Kaiser, count - 1, Beta).Values;
        double[] lowPass = new double[count];
        for (int i = 0; i < count; i++)
        {
            double x = 2 * Math.PI * cutoff * (i - half);
            lowPass[i] = (x == 0 ? 1 : Math.Sin(x) / x) * window[i % (count - 1)];
        }

        double sum = lowPass.Sum();
        int padded = (count + 15) / 16 * 16;
        float[] real = new float[padded];
        float[] imaginary = new float[padded];
        for (int i = 0; i < count; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * centre * (i - half));
            real[i] = (float)(2 * lowPass[i] / sum * cos);
            imaginary[i] = (float)(-2 * lowPass[i] / sum * sin);
        }

        return (real, imaginary);
    }
}
