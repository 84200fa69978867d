using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Currents;

/// <summary>
/// Symmetric components and distortion of three phase currents, at constant or changing speed, without tacho.
/// Streaming.
/// </summary>
/// <remarks>
/// <para>The space vector z = (2u − v − w)/3 + j·(v − w)/√3 (E. Clarke, amplitude-invariant) of each window of 0.25 s,
/// overlapping by half, is turned back by its own phase, fitted as a polynomial of second degree: its Hann-weighted
/// mean is the positive sequence (C. L. Fortescue, 1918), the mean after turning the other way the conjugate negative
/// sequence, and so with multiples of the phase the harmonics of either sequence. "Positive" is the direction in which
/// the field turns. Without a neutral conductor there is no zero sequence; z does not contain it.</para>
/// <para>Windows in which no field turns (less than a quarter of the power in the positive sequence, or fewer than
/// three periods) are left out; where they are the majority all results are NaN. One thread at a time.</para>
/// </remarks>
public sealed class PhaseCurrents
{
    /// <summary>Length of a window in seconds.</summary>
    public const double WindowSeconds = 0.25;

    /// <summary>Highest harmonic in the distortion.</summary>
    public const int MaxHarmonic = 13;

    private const int Block = 512;
    private const double LeastPowerShare = 0.25;
    private const double LeastPeriods = 3;
    private const double LeastAmperes = 1e-6;

    // Angles are taken from means at about this rate: 16 per period at 800 Hz.
    private const double AngleRateHz = 12800;

    private readonly double _sampleRateHz;
    private readonly double _highestHz;
    private readonly int _average;
    private readonly int _length;
    private readonly float[] _alpha;
    private readonly float[] _beta;
    private readonly float[] _window;
    private readonly float[] _windowedAlpha = new float[Block];
    private readonly float[] _windowedBeta = new float[Block];
    private readonly float[] _cosines = new float[Block];

    // Of the two multiples of the phase that were used last, from which the next two follow.
    private readonly float[] _evenCosines = new float[Block];
    private readonly float[] _evenSines = new float[Block];
    private readonly float[] _oddCosines = new float[Block];
    private readonly float[] _oddSines = new float[Block];
    private readonly double[] _sums = new double[4 * (MaxHarmonic + 1)];
    private int _count;
    private int _windows;
    private int _valid;
    private double _positive;
    private double _negative;
    private double _harmonics;
    private double _third;
    private double _worst;

    /// <summary>Prepares the analysis.</summary>
    /// <param name="sampleRateHz">Rate of the samples.</param>
    /// <param name="switchingFrequencyHz">Harmonics from half of it up are not counted as distortion; 0 where
    /// unknown.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is below 100 Hz.</exception>
    public PhaseCurrents(double sampleRateHz, double switchingFrequencyHz)
        : this(sampleRateHz, switchingFrequencyHz, Window.Create(WindowKind.Hann, LengthAt(sampleRateHz)))
    {
    }

    /// <summary>Prepares the analysis with the Hann window of <see cref="LengthAt"/>, made before.</summary>
    internal PhaseCurrents(double sampleRateHz, double switchingFrequencyHz, Window hann)
    {
        _sampleRateHz = sampleRateHz;
        double carrierHz = switchingFrequencyHz > 0 ? switchingFrequencyHz : double.PositiveInfinity;
        _highestHz = Math.Min(0.45 * sampleRateHz, carrierHz / 2);
        _average = Math.Max(1, (int)(sampleRateHz / AngleRateHz));
        _length = hann.Values.Length;
        _alpha = new float[_length];
        _beta = new float[_length];
        _window = hann.Values.ToArray();
    }

    /// <summary>Positive sequence of the fundamental, rms in A, energy mean over the windows.</summary>
    public double FundamentalAmperes => IsValid ? Math.Sqrt(_positive / _valid / 2) : double.NaN;

    /// <summary>Negative over positive sequence in %, energy means over the windows.</summary>
    public double UnbalancePercent => IsValid ? 100 * Math.Sqrt(_negative / _positive) : double.NaN;

    /// <summary>Negative over positive sequence in % in the worst window.</summary>
    public double WorstUnbalancePercent => IsValid ? 100 * _worst : double.NaN;

    /// <summary>Harmonics 2 to 13 of both sequences over the fundamental in %, energy means over the windows.</summary>
    public double DistortionPercent => IsValid ? 100 * Math.Sqrt(_harmonics / _positive) : double.NaN;

    /// <summary>
    /// Third harmonic of both sequences over the fundamental in %, energy mean over the windows. Without a neutral
    /// conductor a symmetrical winding has none; one with shorted turns has.
    /// </summary>
    public double ThirdHarmonicPercent => IsValid ? 100 * Math.Sqrt(_third / _positive) : double.NaN;

    private bool IsValid => 2 * _valid > _windows;

    /// <summary>Takes the next samples of all three phases.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void Add(ReadOnlySpan<float> u, ReadOnlySpan<float> v, ReadOnlySpan<float> w)
    {
        if (u.Length != v.Length || u.Length != w.Length)
        {
            throw new ArgumentException(
                $"Three phases of equal length expected, given {u.Length}, {v.Length}, {w.Length}.");
        }

        for (int done = 0; done < u.Length;)
        {
            int taken = Math.Min(u.Length - done, _length - _count);
            Range range = done..(done + taken);
            Transform(u[range], v[range], w[range], _alpha.AsSpan(_count), _beta.AsSpan(_count));
            done += taken;
            _count += taken;
            if (_count == _length)
            {
                Analyse();
                _count = _length / 2;
                _alpha.AsSpan(_count).CopyTo(_alpha);
                _beta.AsSpan(_count).CopyTo(_beta);
            }
        }
    }

    /// <summary>Samples in a window.</summary>
    internal static int LengthAt(double sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 100);
        return (int)(WindowSeconds * sampleRateHz) / 2 * 2;
    }

    private static void Transform(
        ReadOnlySpan<float> u, ReadOnlySpan<float> v, ReadOnlySpan<float> w, Span<float> alpha, Span<float> beta)
    {
        const float OneOverRootThree = 0.57735026918962576f;
        int i = 0;
        for (; i <= u.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var eightV = Vector256.Create(v[i..]);
            var eightW = Vector256.Create(w[i..]);
            (((2 * Vector256.Create(u[i..])) - eightV - eightW) / 3).CopyTo(alpha[i..]);
            ((eightV - eightW) * OneOverRootThree).CopyTo(beta[i..]);
        }

        for (; i < u.Length; i++)
        {
            alpha[i] = ((2 * u[i]) - v[i] - w[i]) / 3;
            beta[i] = (v[i] - w[i]) * OneOverRootThree;
        }
    }

    private void Analyse()
    {
        _windows++;
        QuadraticPhase phase = QuadraticPhase.Fit(_alpha, _beta, _average);
        double periods = Math.Abs(phase.Slope) / Math.PI;
        double highestPeriods = (Math.Abs(phase.Slope) + (2 * Math.Abs(phase.Bend))) / Math.PI;
        double highestFundamentalHz = highestPeriods / _length * _sampleRateHz;
        int harmonics = (int)Math.Clamp(_highestHz / highestFundamentalHz, 1, MaxHarmonic);
        double power = Accumulate(phase, harmonics);

        // The sum of the Hann window is half its length.
        double scale = 2.0 / _length;
        double positive = Square(_sums[4] + _sums[7], _sums[6] - _sums[5]) * scale * scale;
        double negative = Square(_sums[4] - _sums[7], _sums[6] + _sums[5]) * scale * scale;
        bool turns = periods >= LeastPeriods && positive >= LeastPowerShare * power * scale;
        if (!turns || !(positive > LeastAmperes * LeastAmperes))
        {
            return;
        }

        _valid++;
        _positive += positive;
        _negative += negative;
        _worst = Math.Max(_worst, Math.Sqrt(negative / positive));
        for (int k = 2; k <= harmonics; k++)
        {
            ReadOnlySpan<double> s = _sums.AsSpan(4 * k, 4);
            double harmonic = (Square(s[0] + s[3], s[2] - s[1]) + Square(s[0] - s[3], s[2] + s[1])) * scale * scale;
            _harmonics += harmonic;
            _third += k == 3 ? harmonic : 0;
        }
    }

    // For each multiple k of the phase: sums of w·α·cos, w·α·sin, w·β·cos, w·β·sin. Returns the sum of w·|z|².
    private double Accumulate(QuadraticPhase phase, int harmonics)
    {
        Array.Clear(_sums);
        double power = 0;
        for (int start = 0; start < _length; start += Block)
        {
            int count = Math.Min(Block, _length - start);
            Span<float> alpha = _windowedAlpha.AsSpan(0, count);
            Span<float> beta = _windowedBeta.AsSpan(0, count);
            TensorPrimitives.Multiply(_alpha.AsSpan(start, count), _window.AsSpan(start, count), alpha);
            TensorPrimitives.Multiply(_beta.AsSpan(start, count), _window.AsSpan(start, count), beta);
            power += TensorPrimitives.Dot(alpha, _alpha.AsSpan(start, count));
            power += TensorPrimitives.Dot(beta, _beta.AsSpan(start, count));
            // Whole blocks from here on: behind the window's end there is silence.
            _windowedAlpha.AsSpan(count).Clear();
            _windowedBeta.AsSpan(count).Clear();
            phase.CopyTurns(start, _length, _oddCosines, _oddSines);
            _oddCosines.CopyTo(_cosines, 0);
            _evenCosines.AsSpan().Fill(1);
            _evenSines.AsSpan().Clear();
            AddFundamental();
            for (int k = 2; k <= harmonics; k += 2)
            {
                AddNextTwo(k);
            }
        }

        return power;
    }

    private void AddFundamental()
    {
        Products sums = default;
        for (int i = 0; i < Block; i += Vector256<float>.Count)
        {
            sums.Add(
                Vector256.Create(_windowedAlpha, i),
                Vector256.Create(_windowedBeta, i),
                Vector256.Create(_oddCosines, i),
                Vector256.Create(_oddSines, i));
        }

        sums.AddTo(_sums.AsSpan(4));
    }

    // Cosine and sine of an even multiple k of the phase and of the next one, cos kx = 2·cos x·cos (k−1)x − cos (k−2)x,
    // and their products with the samples while they are at hand. The next one may be one more than is wanted.
    private void AddNextTwo(int k)
    {
        ref float cosines = ref MemoryMarshal.GetArrayDataReference(_cosines);
        ref float evenCosines = ref MemoryMarshal.GetArrayDataReference(_evenCosines);
        ref float evenSines = ref MemoryMarshal.GetArrayDataReference(_evenSines);
        ref float oddCosines = ref MemoryMarshal.GetArrayDataReference(_oddCosines);
        ref float oddSines = ref MemoryMarshal.GetArrayDataReference(_oddSines);
        ref float alphas = ref MemoryMarshal.GetArrayDataReference(_windowedAlpha);
        ref float betas = ref MemoryMarshal.GetArrayDataReference(_windowedBeta);
        Products even = default;
        Products odd = default;
        for (nuint i = 0; i < Block; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> twice = 2 * Vector256.LoadUnsafe(ref cosines, i);
            var cos = Vector256.LoadUnsafe(ref oddCosines, i);
            var sin = Vector256.LoadUnsafe(ref oddSines, i);
            Vector256<float> evenCos = (twice * cos) - Vector256.LoadUnsafe(ref evenCosines, i);
            Vector256<float> evenSin = (twice * sin) - Vector256.LoadUnsafe(ref evenSines, i);
            cos = (twice * evenCos) - cos;
            sin = (twice * evenSin) - sin;
            evenCos.StoreUnsafe(ref evenCosines, i);
            evenSin.StoreUnsafe(ref evenSines, i);
            cos.StoreUnsafe(ref oddCosines, i);
            sin.StoreUnsafe(ref oddSines, i);
            var alpha = Vector256.LoadUnsafe(ref alphas, i);
            var beta = Vector256.LoadUnsafe(ref betas, i);
            even.Add(alpha, beta, evenCos, evenSin);
            odd.Add(alpha, beta, cos, sin);
        }

        even.AddTo(_sums.AsSpan(4 * k));
        odd.AddTo(_sums.AsSpan(4 * (k + 1)));
    }

    private static double Square(double re, double im) => (re * re) + (im * im);

    // Products of the space vector with the cosine and sine of one multiple of the phase, eight sums side by side.
    private struct Products
    {
        private Vector256<float> _alphaCos;
        private Vector256<float> _alphaSin;
        private Vector256<float> _betaCos;
        private Vector256<float> _betaSin;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<float> alpha, Vector256<float> beta, Vector256<float> cos, Vector256<float> sin)
        {
            _alphaCos = Vector256.FusedMultiplyAdd(alpha, cos, _alphaCos);
            _alphaSin = Vector256.FusedMultiplyAdd(alpha, sin, _alphaSin);
            _betaCos = Vector256.FusedMultiplyAdd(beta, cos, _betaCos);
            _betaSin = Vector256.FusedMultiplyAdd(beta, sin, _betaSin);
        }

        public readonly void AddTo(Span<double> sums)
        {
            sums[0] += Vector256.Sum(_alphaCos);
            sums[1] += Vector256.Sum(_alphaSin);
            sums[2] += Vector256.Sum(_betaCos);
            sums[3] += Vector256.Sum(_betaSin);
        }
    }
}
