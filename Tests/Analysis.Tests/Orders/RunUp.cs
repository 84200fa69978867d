namespace Bench.Analysis.Tests.Orders;

/// <summary>A shaft whose speed changes linearly, in closed form: θ(t) = f0·t + a·t²/2.</summary>
internal sealed record RunUp(double StartRpm, double EndRpm, double DurationSeconds)
{
    private double Acceleration => (EndRpm - StartRpm) / 60 / DurationSeconds;

    public double Revolutions(double seconds) => (StartRpm / 60 * seconds) + (Acceleration * seconds * seconds / 2);

    public double SpeedRpm(double seconds) => StartRpm + (60 * Acceleration * seconds);

    /// <summary>Time at an angle, the inverse of <see cref="Revolutions"/>.</summary>
    public double Seconds(double revolutions)
    {
        double start = StartRpm / 60;
        return Acceleration == 0
            ? revolutions / start
            : 2 * revolutions / (start + Math.Sqrt((start * start) + (2 * Acceleration * revolutions)));
    }

    public double[] Pulses(int perRevolution, Func<int, double>? errorRevolutions = null)
    {
        int count = (int)(Revolutions(DurationSeconds) * perRevolution);
        return [.. Enumerable.Range(1, count - 1).Select(
            i => Seconds(((double)i / perRevolution) + (errorRevolutions?.Invoke(i) ?? 0)))];
    }

    public float[] Signal(double sampleRateHz, params (double Order, double Amplitude)[] orders)
    {
        float[] samples = new float[(int)(sampleRateHz * DurationSeconds)];
        for (int i = 0; i < samples.Length; i++)
        {
            double angle = 2 * Math.PI * Revolutions(i / sampleRateHz);
            double sum = 0;
            foreach ((double order, double amplitude) in orders)
            {
                sum += amplitude * Math.Cos(order * angle);
            }

            samples[i] = (float)sum;
        }

        return samples;
    }
}
