namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The ear's decay of core loudness after a sound ends, faster after a short sound than after a long one: the
/// two-capacitor circuit of ISO 532-1:2017, clause 6.4, stepped at 24 times the 2 kHz of the levels with straight lines
/// between them.
/// </summary>
internal sealed class LoudnessDecay
{
    private const int Steps = 24;
    private const double ShortSeconds = 0.005;
    private const double LongSeconds = 0.015;
    private const double VariableSeconds = 0.075;

    // Differences below this count as steady in the standard's program.
    private const double Steady = 1e-5;

    private static readonly Constants s_constants = Make();

    private readonly double[] _inputs = new double[CoreLoudness.Bands];
    private readonly double[] _outputs = new double[CoreLoudness.Bands];
    private readonly double[] _stored = new double[CoreLoudness.Bands];
    private bool _started;

    /// <summary>Replaces the core loudness of the next 0.5 ms by the decayed one.</summary>
    public void Apply(Span<double> core)
    {
        Constants constants = s_constants;
        for (int band = 0; band < core.Length; band++)
        {
            double output = _outputs[band];
            double stored = _stored[band];
            double last = _inputs[band];
            double step = (core[band] - last) / Steps;
            if (_started)
            {
                for (int i = 1; i < Steps; i++)
                {
                    Step(constants, last + (i * step), ref output, ref stored);
                }
            }

            Step(constants, core[band], ref output, ref stored);
            _inputs[band] = core[band];
            _outputs[band] = core[band] = output;
            _stored[band] = stored;
        }

        _started = true;
    }

    public void Reset()
    {
        Array.Clear(_inputs);
        Array.Clear(_outputs);
        Array.Clear(_stored);
        _started = false;
    }

    private static void Step(in Constants c, double input, ref double output, ref double stored)
    {
        double before = output;
        if (input < before)
        {
            bool coupled = before > stored;
            double free = coupled ? (before * c.OutputByOutput) - (stored * c.OutputByStored) : before * c.LongDecay;
            output = Math.Max(input, free);
            stored = coupled
                ? Math.Min(output, (before * c.StoredByOutput) - (stored * c.StoredByStored))
                : output;
            return;
        }

        output = input;
        bool full = Math.Abs(input - before) < Steady && input <= stored;
        stored = full ? input : ((stored - input) * c.VariableDecay) + input;
    }

    private static Constants Make()
    {
        const double Step = 1 / (2000.0 * Steps);
        const double P = (VariableSeconds + LongSeconds) / (VariableSeconds * ShortSeconds);
        const double Q = 1 / (ShortSeconds * VariableSeconds);
        double root = Math.Sqrt((P * P / 4) - Q);
        double slow = (-P / 2) + root;
        double fast = (-P / 2) - root;
        double divisor = VariableSeconds * (slow - fast);
        double slowDecay = Math.Exp(slow * Step);
        double fastDecay = Math.Exp(fast * Step);
        double slowShare = (VariableSeconds * slow) + 1;
        double fastShare = (VariableSeconds * fast) + 1;
        return new Constants(
            (slowDecay - fastDecay) / divisor,
            ((fastShare * slowDecay) - (slowShare * fastDecay)) / divisor,
            ((slowShare * slowDecay) - (fastShare * fastDecay)) / divisor,
            slowShare * fastShare * (slowDecay - fastDecay) / divisor,
            Math.Exp(-Step / LongSeconds),
            Math.Exp(-Step / VariableSeconds));
    }

    private readonly record struct Constants(
        double StoredByOutput,
        double StoredByStored,
        double OutputByOutput,
        double OutputByStored,
        double LongDecay,
        double VariableDecay);
}
