using Bench.Analysis.Signals;

namespace Bench.Analysis.Currents;

/// <summary>
/// The space vector of three phase currents over signed electrical orders, at constant or changing speed, streaming:
/// sequences, harmonics, inter-harmonics and the ripple of d and q current from one transform.
/// </summary>
/// <remarks>
/// <para>Frames of R electrical periods that overlap by half are transformed over the electrical angle θ itself,
/// without resampling: C(ν) = Σ h·z·e^−jνθ·Δθ/Σ h·Δθ with a Hann window h over the frame and Δθ the angle that a sample
/// stands for (trapezoidal rule). Orders lie 1/R apart. +1 is the positive sequence, −1 the negative one, −5 and +7 the
/// first harmonics of a symmetrical machine; what is between whole orders are inter-harmonics. A line of amplitude A
/// shows power A²/2, in all three phases alike.</para>
/// <para>In the frame that turns with θ the order is ν − 1: d and q ripple of order n are made of ν = 1 + n and
/// ν = 1 − n. Torque ripple follows the q ripple: its order of the shaft is n times the pole pairs.</para>
/// <para>The result does not depend on how the signals are cut into blocks; adding allocates nothing. Where
/// the angle is NaN, stands still or turns back, the frame begins anew. Orders above half of the samples per period
/// alias: keep <c>maxOrder</c> below 0.4 of f_s/f_el. Cost: about 4·maxOrder·R products per sample. One thread at a
/// time.</para>
/// </remarks>
public sealed class CurrentOrders
{
    private readonly int _periods;
    private readonly int _reach;
    private readonly OrderFrame[] _frames;
    private readonly double[] _power;
    private readonly double[] _d;
    private readonly double[] _q;
    private Sample _before;
    private Sample _last;
    private int _held;

    /// <summary>Prepares an empty result.</summary>
    /// <param name="periodsPerFrame">
    /// R, electrical periods per frame, 4 to 1000: 10 parts harmonics and inter-harmonics as IEC 61000-4-7 does at
    /// 50 Hz; ten times the pole pairs parts lines at the shaft's distance.
    /// </param>
    /// <param name="maxOrder">Highest electrical order of either sign, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public CurrentOrders(int periodsPerFrame, int maxOrder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periodsPerFrame, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(periodsPerFrame, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxOrder, 2);
        _periods = periodsPerFrame;
        _reach = periodsPerFrame * maxOrder;
        MaxOrder = maxOrder;
        _frames = [new OrderFrame(periodsPerFrame, _reach), new OrderFrame(periodsPerFrame, _reach)];
        _power = new double[(2 * _reach) + 1];
        _d = new double[_reach - periodsPerFrame + 1];
        _q = new double[_reach - periodsPerFrame + 1];
    }

    /// <summary>Highest electrical order of either sign.</summary>
    public int MaxOrder { get; }

    /// <summary>Complete frames averaged so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Rms value of the fundamental's positive sequence; NaN before the first frame.</summary>
    public double FundamentalRms => Math.Sqrt(Subgroup(1));

    /// <summary>Negative over positive sequence of the fundamental, in %.</summary>
    public double UnbalancePercent => 100 * Math.Sqrt(Subgroup(-1) / Subgroup(1));

    /// <summary>
    /// Total harmonic distortion of both sequences in %: harmonic subgroups from 2 up to the highest order over the
    /// fundamental (THDS of IEC 61000-4-7:2002 + A1:2008, of the space vector).
    /// </summary>
    public double DistortionPercent
    {
        get
        {
            double sum = 0;
            for (int h = 2; h < MaxOrder; h++)
            {
                sum += Subgroup(h) + Subgroup(-h);
            }

            return 100 * Math.Sqrt(sum / Subgroup(1));
        }
    }

    /// <summary>
    /// What lies between the harmonics of both sequences, over the fundamental, in %: the centred inter-harmonic
    /// subgroups of IEC 61000-4-7 from 0 up to the highest order, added up.
    /// </summary>
    public double InterharmonicPercent
    {
        get
        {
            double sum = 0;
            for (int h = -MaxOrder; h < MaxOrder; h++)
            {
                sum += InterharmonicSubgroup(h);
            }

            return 100 * Math.Sqrt(sum / Subgroup(1));
        }
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="u">Phase U.</param>
    /// <param name="v">Phase V.</param>
    /// <param name="w">Phase W.</param>
    /// <param name="angleRadians">Electrical angle per sample, without jumps; NaN where unknown.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void Add(
        ReadOnlySpan<float> u, ReadOnlySpan<float> v, ReadOnlySpan<float> w, ReadOnlySpan<double> angleRadians)
    {
        if (v.Length != u.Length || w.Length != u.Length || angleRadians.Length != u.Length)
        {
            throw new ArgumentException(
                $"Three phases and angles of one length expected, given {u.Length}, {v.Length}, {w.Length} and "
                    + $"{angleRadians.Length}.");
        }

        for (int i = 0; i < u.Length; i++)
        {
            (double alpha, double beta, _) = SpaceVector.Clarke(u[i], v[i], w[i]);
            Add(new Sample(angleRadians[i], alpha, beta));
        }
    }

    /// <summary>Mean power A²/2 over signed electrical orders, −maxOrder to maxOrder; NaN before the first
    /// frame.</summary>
    /// <param name="unit">Unit of the currents.</param>
    public Curve Power(string unit = "A") => ToCurve(
        "current over electrical order", unit, new("electrical order", "", -MaxOrder, 1.0 / _periods, 0), _power);

    /// <summary>Power of the d current's ripple over electrical orders from 0; at 0 the mean square of its
    /// mean.</summary>
    /// <param name="unit">Unit of the currents.</param>
    public Curve RippleD(string unit = "A") =>
        ToCurve("d current ripple", unit, new("electrical order in the turning frame", "", 0, 1.0 / _periods, 0), _d);

    /// <summary>Power of the q current's ripple, as <see cref="RippleD"/>.</summary>
    /// <param name="unit">Unit of the currents.</param>
    public Curve RippleQ(string unit = "A") =>
        ToCurve("q current ripple", unit, new("electrical order in the turning frame", "", 0, 1.0 / _periods, 0), _q);

    /// <summary>Power of a harmonic: its line and the next on either side, over the window's 1.5.</summary>
    private double Subgroup(int order)
    {
        int middle = _reach + (order * _periods);
        return (_power[middle - 1] + _power[middle] + _power[middle + 1]) / (1.5 * Frames);
    }

    // Lines from the second above a whole order to the second below the next.
    private double InterharmonicSubgroup(int order)
    {
        double sum = 0;
        for (int m = 2; m <= _periods - 2; m++)
        {
            sum += _power[_reach + (order * _periods) + m];
        }

        return sum / (1.5 * Frames);
    }

    private Curve ToCurve(string name, string unit, Axis axis, double[] sums) => new(
        name,
        $"({unit})²",
        axis with { Count = sums.Length },
        [.. sums.Select(sum => sum / Frames)],
        $"transform over the electrical angle, Hann window of {_periods} periods, 50 % overlap, {Frames} frames");

    // A sample's share of the angle reaches half way to its neighbours: it is added when the next is there.
    private void Add(Sample sample)
    {
        if (_held > 0 && !IsOnward(sample))
        {
            _held = 0;
        }

        if (_held == 0)
        {
            bool isUsable = double.IsFinite(sample.Angle) && double.IsFinite(sample.Alpha + sample.Beta);
            _held = isUsable ? 1 : 0;
            (_before, _last) = (sample, sample);
            _frames[0].Begin(sample.Angle);
            _frames[1].Begin(double.NaN);
            return;
        }

        double span = Math.Abs(sample.Angle - _before.Angle) / 2;
        foreach (OrderFrame frame in _frames)
        {
            frame.Add(_last.Angle, _last.Alpha, _last.Beta, span);
        }

        _held = 2;
        (_before, _last) = (_last, sample);
        Complete(sample.Angle);
    }

    private bool IsOnward(Sample sample)
    {
        double step = sample.Angle - _last.Angle;
        bool isSameWay = _held == 1 || step * (_last.Angle - _before.Angle) > 0;
        return Math.Abs(step) is > 0 and < Math.PI && isSameWay && double.IsFinite(sample.Alpha + sample.Beta);
    }

    private void Complete(double angle)
    {
        for (int f = 0; f < _frames.Length; f++)
        {
            OrderFrame frame = _frames[f];
            OrderFrame other = _frames[1 - f];
            double share = frame.ShareAt(angle);
            if (share >= 0.5 && !other.IsRunning)
            {
                other.Begin(angle);
            }

            if (share >= 1)
            {
                Frames++;
                frame.AddPower(_power);
                frame.AddRipple(_d, _q);
                frame.Begin(double.NaN);
            }
        }
    }

    private readonly record struct Sample(double Angle, double Alpha, double Beta);
}
