namespace Bench.Analysis.Tests.Orders;

/// <summary>
/// MATLAB Signal Processing Toolbox, ordertrack, "Track Crossing Orders": two shafts whose orders 1.2 and 0.8 cross
/// after 0.91 s; 300 Hz, 900 samples.
/// </summary>
internal sealed class TwoShafts
{
    public const int Count = 900;

    public TwoShafts()
    {
        double first = 0;
        double second = 0;
        for (int n = 0; n < Count; n++)
        {
            // The trapezoidal rule, as published; it is exact for a line.
            A[n] = first;
            B[n] = second;
            first += (Ramp(n, 10, 100) + Ramp(n + 1, 10, 100)) / 2 / 300;
            second += (Ramp(n, 50, 70) + Ramp(n + 1, 50, 70)) / 2 / 300;
            double x = Math.Sqrt(2) * ((FirstRms(n) * Math.Cos(2 * Math.PI * 1.2 * A[n]))
                + (4 * Math.Cos(2 * Math.PI * 0.8 * B[n])));
            Samples[n] = (float)x;
        }
    }

    public double[] A { get; } = new double[Count];

    public double[] B { get; } = new double[Count];

    public float[] Samples { get; } = new float[Count];

    public static double FirstRms(int n) => 2 * (1 + (0.5 / (1 + Math.Pow(Ramp(n, -10, 10), 4))));

    private static double Ramp(int n, double from, double to) => from + ((to - from) * n / (Count - 1));
}
