namespace Bench.Samples.Simulation;

/// <summary>One blow on the bench: a half-sine pulse of force that reaches all sensors through the structure.</summary>
internal sealed class HammerBlow(double seconds, double sampleRateHz)
{
    // A hard blow with a steel hammer of half a kilogram.
    private const double PeakNewton = 3200;
    private const double ContactSeconds = 0.0004;

    private static readonly double[] s_shares = [0.6, 0.9, 0.8, 0.8, 0.5];

    /// <summary>Adds the part of the pulse that falls into a block.</summary>
    public void AddTo(ForceField forces, long block, int samples)
    {
        double start = seconds - (block * MotorSimulation.BlockSeconds);
        if (start > MotorSimulation.BlockSeconds || start + ContactSeconds < 0)
        {
            return;
        }

        for (int i = 0; i < samples; i++)
        {
            double phase = ((i / sampleRateHz) - start) / ContactSeconds;
            if (phase is >= 0 and <= 1)
            {
                double newton = PeakNewton * Math.Sin(Math.PI * phase);
                for (int point = 0; point < ForceField.Points; point++)
                {
                    forces.All[point][i] += (float)(s_shares[point] * newton);
                }
            }
        }
    }
}
