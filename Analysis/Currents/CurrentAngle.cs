using System.Numerics;

namespace Bench.Analysis.Currents;

/// <summary>
/// The electrical angle from three phase currents alone, without tacho: the angle of the fundamental's space vector.
/// Batch.
/// </summary>
/// <remarks>
/// <para>In windows of 0.25 s that overlap by half, the phase is fitted as a polynomial of second degree; between the
/// windows' middles two fits are blended. Harmonics, ripple and noise up to half of the fundamental do not move it. A
/// change of the acceleration within a window is smoothed.</para>
/// <para>The d axis lies along the current: its angle against the rotor's own d axis, the current angle of the control,
/// cannot be seen from the currents. The frequency lags nothing: the windows are symmetrical.</para>
/// </remarks>
public static class CurrentAngle
{
    private const double LeastPowerShare = 0.25;
    private const double LeastPeriods = 3;
    private const double AngleRateHz = 12800;

    /// <summary>Follows the angle.</summary>
    /// <param name="u">Phase U.</param>
    /// <param name="v">Phase V.</param>
    /// <param name="w">Phase W.</param>
    /// <param name="sampleRateHz">Rate of the samples, 100 Hz or more.</param>
    /// <returns>
    /// Angle in radians per sample, without jumps, rising where the field turns from U to V to W; NaN where no field
    /// turns: less than a quarter of the power in the fundamental or fewer than three periods in a window, or samples
    /// that are no numbers. After such a gap the angle begins anew.
    /// </returns>
    /// <exception cref="ArgumentException">The phases differ in length or are shorter than a window.</exception>
    public static double[] Follow(
        ReadOnlySpan<float> u, ReadOnlySpan<float> v, ReadOnlySpan<float> w, double sampleRateHz)
    {
        int length = PhaseCurrents.LengthAt(sampleRateHz);
        if (u.Length != v.Length || u.Length != w.Length || u.Length < length)
        {
            throw new ArgumentException(
                $"Three phases of equal length, {length} samples or more, expected, given {u.Length}, {v.Length}, "
                    + $"{w.Length}.");
        }

        float[] alpha = new float[u.Length];
        float[] beta = new float[u.Length];
        for (int i = 0; i < u.Length; i++)
        {
            (double along, double across, _) = SpaceVector.Clarke(u[i], v[i], w[i]);
            alpha[i] = (float)along;
            beta[i] = (float)across;
        }

        int average = Math.Max(1, (int)(sampleRateHz / AngleRateHz));
        List<Piece> pieces = [];
        for (int start = 0; start + length <= u.Length; start += length / 2)
        {
            pieces.Add(Fit(alpha, beta, start, length, average));
        }

        // The last window ends with the samples.
        if (pieces[^1].Start + length < u.Length)
        {
            pieces.Add(Fit(alpha, beta, u.Length - length, length, average));
        }

        return Blend(pieces, length, u.Length);
    }

    private static Piece Fit(float[] alpha, float[] beta, int start, int length, int average)
    {
        ReadOnlySpan<float> along = alpha.AsSpan(start, length);
        ReadOnlySpan<float> across = beta.AsSpan(start, length);
        QuadraticPhase phase = QuadraticPhase.Fit(along, across, average);
        Complex sum = 0;
        double power = 0;
        for (int i = 0; i < length; i++)
        {
            Complex z = new(along[i], across[i]);
            sum += z * Complex.FromPolarCoordinates(1, -phase.At(QuadraticPhase.Position(i, length)));
            power += (z.Real * z.Real) + (z.Imaginary * z.Imaginary);
        }

        // False for what is not a number and for silence.
        bool turns = sum.Magnitude * sum.Magnitude > LeastPowerShare * length * power
            && Math.Abs(phase.Slope) / Math.PI >= LeastPeriods;
        return new Piece(start, phase, turns);
    }

    private static double[] Blend(List<Piece> pieces, int length, int samples)
    {
        double[] angles = new double[samples];
        double turns = 0;
        for (int p = 0; p < pieces.Count; p++)
        {
            Piece here = pieces[p];
            Piece next = pieces[Math.Min(p + 1, pieces.Count - 1)];
            int from = p == 0 ? 0 : here.Start + (length / 2);
            int to = p == pieces.Count - 1 ? samples : next.Start + (length / 2);
            double middle = (here.Start + next.Start + length) / 2.0;
            double jump = here.At(middle, length) + turns - next.At(middle, length);
            double nextTurns = here.Turns && next.Turns ? Math.Round(jump / Math.Tau) * Math.Tau : 0;
            for (int i = from; i < to; i++)
            {
                double since = i - here.Start - (length / 2.0);
                double share = Math.Clamp(since / Math.Max(1, next.Start - here.Start), 0, 1);
                double angle = ((1 - share) * (here.At(i, length) + turns))
                    + (share * (next.At(i, length) + nextTurns));
                angles[i] = here.Turns && next.Turns ? angle : double.NaN;
            }

            turns = nextTurns;
        }

        return angles;
    }

    private readonly record struct Piece(int Start, QuadraticPhase Phase, bool Turns)
    {
        public double At(double sample, int length) => Phase.At(QuadraticPhase.Position(sample - Start, length));
    }
}
