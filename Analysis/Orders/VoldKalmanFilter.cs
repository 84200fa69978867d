using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Bench.Analysis.Orders;

/// <summary>
/// Coupled Vold-Kalman order tracking filter of the second generation: waveforms and complex envelopes of several
/// orders of several shafts, solved for together, so that close and crossing orders keep their own energy.
/// </summary>
/// <remarks>
/// <para>The complex envelopes x_k minimise Σ(y − Σ Re(e_k·x_k))² + Σ ½·r_k²·|∇ᵖx_k|² over the whole signal, with
/// e_k = exp(2πi·order_k·θ(n)) (H. Vold, J. Leuridan, SAE 931288, 1993; C. Feldbauer, R. Höldrich, Realization of a
/// Vold-Kalman tracking filter, DAFX 2000). It is the usual complex form with every order's mirror image at negative
/// frequency solved for as well: a real signal has both, and without them the ends of a signal and orders near 0 Hz are
/// wrong by up to half. The normal equations are banded; Cholesky's method solves them in linear time.</para>
/// <para>Alone, an order passes with H(f) = 1 / (1 + r²·(2 − 2cos 2πf/f_s)ᵖ), f counted from the order: −3 dB at half
/// the bandwidth B where r² = (√2 − 1) / (2 − 2cos πB/f_s)ᵖ (J. Tůma, Setting the passband width in the Vold-Kalman
/// order tracking filter, ICSV 12, 2005). There is no delay. A component f off the order is left with H(f) in it: a
/// tone that is not among the orders shows in one while it is about B away or nearer.</para>
/// <para>Within about 1/B of both ends there is less to average over. A signal whose matrix would exceed
/// <see cref="VoldKalmanOptions.MaxMatrixEntries"/> is solved in overlapping pieces, see
/// <see cref="VoldKalmanPieces"/>. Immutable: threads may share it.</para>
/// </remarks>
public sealed class VoldKalmanFilter
{
    // Envelope points per inverse of the widest band: straight lines between them are within 0.1 %.
    private const double PointsPerBand = 32;

    // r²·4ᵖ is about the condition of the equations; double precision has 16 digits and four shall be left.
    private const double MaxCondition = 1e12;

    private static readonly int[][] s_differences =
        [[1, -1], [1, -2, 1], [1, -3, 3, -1], [1, -4, 6, -4, 1]];

    private readonly double _sampleRateHz;
    private readonly VoldKalmanOptions _options;
    private readonly int[] _difference;

    /// <summary>Plans the filter.</summary>
    /// <param name="sampleRateHz">Rate of the samples in Hz, above 0.</param>
    /// <param name="options">Orders, bandwidths and poles.</param>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    public VoldKalmanFilter(double sampleRateHz, VoldKalmanOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Poles, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Poles, VoldKalmanOptions.MaxPoles);
        ArgumentOutOfRangeException.ThrowIfNegative(options.EnvelopeStep);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxMatrixEntries);
        if (options.Orders.IsDefaultOrEmpty)
        {
            throw new ArgumentException("One order or more expected, none given.", nameof(options));
        }

        foreach (TrackedOrder order in options.Orders)
        {
            if (!(order.Order > 0) || !(order.Bandwidth > 0) || order.Shaft < 0)
            {
                throw new ArgumentException(
                    $"{order}: order and bandwidth above 0 and a shaft from 0 expected.", nameof(options));
            }
        }

        _sampleRateHz = sampleRateHz;
        _options = options;
        _difference = s_differences[options.Poles - 1];
    }

    /// <summary>Takes the orders out of a signal.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="revolutions">For each shaft, its angle in revolutions at every sample, such as from
    /// <see cref="Tacho.AngleReader.AtSamples"/>; NaN where not known.</param>
    /// <exception cref="ArgumentException">A shaft is missing or has another length, an order reaches half the sample
    /// rate, a band is too narrow for double precision, or for pieces of the allowed size.</exception>
    /// <remarks>The filter starts anew behind every gap of angle or signal.</remarks>
    public OrderComponents Process(ReadOnlySpan<float> samples, params IReadOnlyList<double[]> revolutions)
    {
        CheckShafts(samples.Length, revolutions);
        int orders = _options.Orders.Length;
        int count = samples.Length;
        float[][] waveforms = [.. Enumerable.Range(0, orders).Select(_ => Unknown(count))];
        Complex[][] envelopes = [.. Enumerable.Range(0, orders).Select(_ => new Complex[count])];
        float[] residual = Unknown(samples.Length);
        foreach (Complex[] envelope in envelopes)
        {
            envelope.AsSpan().Fill(new Complex(double.NaN, double.NaN));
        }

        int step = 0;
        int pieces = 0;
        for (int start = 0; start < samples.Length;)
        {
            int end = start;
            while (end < samples.Length && IsKnown(samples, revolutions, end))
            {
                end++;
            }

            if (end - start > _options.Poles + 1)
            {
                Rotation[] rotations =
                    [.. _options.Orders.Select(order => new Rotation(order, revolutions[order.Shaft], start, end))];
                step = StepFor(end - start, rotations);
                pieces += SolvePieces(samples[start..end], rotations, step, envelopes, start);
                Rebuild(samples, rotations, envelopes, waveforms, residual, start, end);
            }

            start = end + 1;
        }

        return new OrderComponents(
            [.. _options.Orders.Select((order, k) => new OrderComponent(
                order,
                ImmutableCollectionsMarshal.AsImmutableArray(waveforms[k]),
                ImmutableCollectionsMarshal.AsImmutableArray(envelopes[k])))],
            ImmutableCollectionsMarshal.AsImmutableArray(residual),
            step,
            _options.Unit,
            Method(pieces),
            _options.Sources);
    }

    private string Method(int pieces)
    {
        string joined = pieces > 1 ? string.Create(CultureInfo.InvariantCulture, $", {pieces} pieces") : "";
        string sources = string.Concat(_options.Sources.Select(source => source.Clause));
        return $"coupled Vold-Kalman filter, second generation, {_options.Poles} poles{joined}{sources}";
    }

    private void CheckShafts(int samples, IReadOnlyList<double[]> revolutions)
    {
        int shafts = _options.Orders.Max(order => order.Shaft) + 1;
        if (revolutions.Count < shafts)
        {
            throw new ArgumentException($"Angles of {shafts} shafts expected, given {revolutions.Count}.");
        }

        foreach (double[] angle in revolutions)
        {
            if (angle.Length != samples)
            {
                throw new ArgumentException($"{samples} samples need as many angles, given {angle.Length}.");
            }
        }
    }

    private static float[] Unknown(int count)
    {
        float[] values = new float[count];
        values.AsSpan().Fill(float.NaN);
        return values;
    }

    private static bool IsKnown(ReadOnlySpan<float> samples, IReadOnlyList<double[]> revolutions, int sample)
    {
        bool isKnown = float.IsFinite(samples[sample]);
        foreach (double[] angle in revolutions)
        {
            isKnown &= double.IsFinite(angle[sample]);
        }

        return isKnown;
    }

    // The complex envelopes of a part of the signal without gaps; gives the number of pieces.
    private int SolvePieces(
        ReadOnlySpan<float> samples, Rotation[] rotations, int step, Complex[][] envelopes, int start)
    {
        double narrowestHz = rotations.Min(rotation => rotation.NarrowestHz(_sampleRateHz));
        int mostPoints = _options.MaxMatrixEntries / (2 * rotations.Length * (Below(rotations.Length, step) + 1));
        double settling = VoldKalmanPieces.SettlingSeconds(_options.Poles, narrowestHz) * _sampleRateHz;
        VoldKalmanPieces pieces = VoldKalmanPieces.Plan(samples.Length, step, mostPoints, settling);
        int solved = 0;
        int count = 0;
        foreach ((int from, int to) in pieces.All())
        {
            Rotation[] own = [.. rotations.Select(rotation => rotation.Cut(from, to))];
            double[] solution = Solve(samples[from..to], own, step);
            for (int k = 0; k < own.Length; k++)
            {
                Span<Complex> envelope = envelopes[k].AsSpan(start + from, to - from);
                for (int n = 0; n < envelope.Length; n++)
                {
                    Complex value = Envelope(solution, own.Length, k, n, step);
                    double share = from + n < solved ? pieces.LaterShare(n) : 1;
                    envelope[n] = share < 1 ? envelope[n] + (share * (value - envelope[n])) : value;
                }
            }

            solved = to;
            count++;
        }

        return count;
    }

    // Diagonals below the main one: the differences reach over the poles, a sample over one or two points.
    private int Below(int orders, int step) =>
        Math.Max(_options.Poles * 2 * orders, ((step == 1 ? 2 : 4) * orders) - 1);

    // Real and imaginary parts of the envelopes at their points, point by point.
    private double[] Solve(ReadOnlySpan<float> samples, Rotation[] rotations, int step)
    {
        int points = ((samples.Length + step - 2) / step) + 1;
        int unknowns = 2 * rotations.Length;
        BandedSymmetric matrix = new(points * unknowns, Below(rotations.Length, step));
        double[] solution = new double[points * unknowns];
        AddSamples(samples, rotations, step, matrix, solution);
        AddDifferences(rotations, step, points, matrix);
        return matrix.TrySolve(solution)
            ? solution
            : throw new ArgumentException("The bands are too narrow for double precision: take fewer poles.");
    }

    private int StepFor(int samples, Rotation[] rotations)
    {
        double widestHz = rotations.Max(rotation => rotation.WidestHz(_sampleRateHz));
        double highestHz = rotations.Max(rotation => rotation.HighestHz(_sampleRateHz));
        if (highestHz >= _sampleRateHz / 2)
        {
            throw new ArgumentException(
                $"An order reaches {highestHz:F0} Hz: above half of the sample rate of {_sampleRateHz} Hz. "
                + "Sample faster or cut the signal.");
        }

        int step = _options.EnvelopeStep > 0
            ? _options.EnvelopeStep
            : Math.Max(1, (int)(_sampleRateHz / (PointsPerBand * widestHz)));
        return Math.Clamp(step, 1, Math.Max(1, (samples - 1) / (_options.Poles + 1)));
    }

    // Between two points the envelope is a straight line.
    private static Complex Envelope(double[] solution, int orders, int order, int sample, int step)
    {
        (int point, int rest) = Math.DivRem(sample, step);
        int at = 2 * ((point * orders) + order);
        Complex value = new(solution[at], solution[at + 1]);
        if (rest == 0)
        {
            return value;
        }

        int next = at + (2 * orders);
        return value + ((double)rest / step * (new Complex(solution[next], solution[next + 1]) - value));
    }

    // Re(e·x) = cos·Re x − sin·Im x; between two points the envelope is a straight line.
    private static void AddSamples(
        ReadOnlySpan<float> samples, Rotation[] rotations, int step, BandedSymmetric matrix, double[] right)
    {
        int unknowns = 2 * rotations.Length;
        double[] weights = new double[2 * unknowns];
        for (int n = 0; n < samples.Length; n++)
        {
            (int point, int rest) = Math.DivRem(n, step);
            double later = (double)rest / step;
            for (int k = 0; k < rotations.Length; k++)
            {
                Complex turn = rotations[k].At(n);
                weights[2 * k] = (1 - later) * turn.Real;
                weights[(2 * k) + 1] = (1 - later) * -turn.Imaginary;
                weights[unknowns + (2 * k)] = later * turn.Real;
                weights[unknowns + (2 * k) + 1] = later * -turn.Imaginary;
            }

            int first = point * unknowns;
            int used = rest > 0 ? 2 * unknowns : unknowns;
            for (int i = 0; i < used; i++)
            {
                right[first + i] += weights[i] * samples[n];
                matrix.AddRow(first + i, first, weights[i], weights.AsSpan(0, i + 1));
            }
        }
    }

    private void AddDifferences(Rotation[] rotations, int step, int points, BandedSymmetric matrix)
    {
        int orders = rotations.Length;
        for (int k = 0; k < orders; k++)
        {
            for (int point = 0; point + _options.Poles < points; point++)
            {
                double middle = (point + (_options.Poles / 2.0)) * step;
                double weight = step / 2.0 * Weight(rotations[k].BandwidthHz(middle, _sampleRateHz), step);
                for (int i = 0; i <= _options.Poles; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        int row = 2 * (((point + i) * orders) + k);
                        int column = 2 * (((point + j) * orders) + k);
                        double product = weight * _difference[i] * _difference[j];
                        matrix.Add(row, column, product);
                        matrix.Add(row + 1, column + 1, product);
                    }
                }
            }
        }
    }

    // r² for a bandwidth, at the rate of the envelope's points.
    private double Weight(double bandwidthHz, int step)
    {
        double share = bandwidthHz * step / _sampleRateHz;
        double difference = Math.Pow(2 - (2 * Math.Cos(Math.PI * Math.Min(1, share))), _options.Poles);
        double weight = (Math.Sqrt(2) - 1) / difference;
        if (!(weight * Math.Pow(4, _options.Poles) < MaxCondition))
        {
            throw new ArgumentException(
                $"A bandwidth of {bandwidthHz:G3} Hz with envelope points every {step} samples of {_sampleRateHz} Hz "
                + $"is too narrow for {_options.Poles} poles in double precision: raise EnvelopeStep, take fewer "
                + "poles, or filter orders of so different bandwidths apart.");
        }

        return weight;
    }

    private static void Rebuild(
        ReadOnlySpan<float> samples,
        Rotation[] rotations,
        Complex[][] envelopes,
        float[][] waveforms,
        float[] residual,
        int start,
        int end)
    {
        for (int n = start; n < end; n++)
        {
            double rest = samples[n];
            for (int k = 0; k < rotations.Length; k++)
            {
                double value = (envelopes[k][n] * rotations[k].At(n - start)).Real;
                waveforms[k][n] = (float)value;
                rest -= value;
            }

            residual[n] = (float)rest;
        }
    }

    /// <summary>An order's phase over one part of a signal.</summary>
    private sealed class Rotation(TrackedOrder order, double[] revolutions, int start, int end)
    {
        /// <summary>exp(2πi·order·θ) at a sample of the part.</summary>
        public Complex At(int sample)
        {
            double turns = order.Order * revolutions[start + sample];
            (double sin, double cos) = Math.SinCos(2 * Math.PI * (turns - Math.Floor(turns)));
            return new Complex(cos, sin);
        }

        /// <summary>The rotation within a part of the part.</summary>
        public Rotation Cut(int from, int to) => new(order, revolutions, start + from, start + to);

        public double BandwidthHz(double sample, double sampleRateHz) =>
            order.BandwidthHz(ShaftHz(sample, sampleRateHz));

        public double WidestHz(double sampleRateHz) => Enumerable.Range(0, end - start - 1)
            .Max(n => BandwidthHz(n, sampleRateHz));

        public double NarrowestHz(double sampleRateHz) => Enumerable.Range(0, end - start - 1)
            .Min(n => BandwidthHz(n, sampleRateHz));

        public double HighestHz(double sampleRateHz) => Enumerable.Range(0, end - start - 1)
            .Max(n => order.Order * ShaftHz(n, sampleRateHz));

        private double ShaftHz(double sample, double sampleRateHz)
        {
            int n = start + Math.Clamp((int)sample, 0, end - start - 2);
            return Math.Abs(revolutions[n + 1] - revolutions[n]) * sampleRateHz;
        }
    }
}
