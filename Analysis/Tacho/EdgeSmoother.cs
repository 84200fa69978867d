namespace Bench.Analysis.Tacho;

/// <summary>
/// Symmetric weights that smooth edge times over whole revolutions: two moving averages in a row, t, applied as 2t −
/// t∗t.
/// </summary>
/// <remarks>
/// A moving average over a whole revolution is blind to every error that repeats once per revolution, such as unequal
/// pulse spacing. Two in a row, a triangle, stay blind to it when the speed changes, and keep the ends of the window
/// out of the speed: jitter weighs there with the power 1.5 of the window. But both bend the curve of an accelerating
/// shaft; applied in this way (twicing, J. W. Tukey 1977) they leave cubic curves as they are.
/// </remarks>
internal sealed class EdgeSmoother
{
    // At the ends of a segment the window shrinks in at most this many sizes.
    private const int Sizes = 64;

    private readonly double[][] _kernels;

    public EdgeSmoother(int edges)
    {
        HalfWidth = HalfWidthOf(edges);
        int sizes = Math.Min(Sizes, HalfWidth);
        _kernels = new double[sizes + 1][];
        for (int size = 0; size <= sizes; size++)
        {
            int half = sizes == 0 ? 0 : HalfWidth * size / sizes;
            _kernels[size] = size == sizes ? Twiced(edges) : Twiced(Math.Max(1, half / 4 * 2));
        }
    }

    /// <summary>Edges needed on either side.</summary>
    public int HalfWidth { get; }

    /// <summary>Smoothed time of one edge, with the widest window that fits into the segment.</summary>
    public double Smooth(ReadOnlySpan<double> edges, int index)
    {
        int room = Math.Min(Math.Min(index, edges.Length - 1 - index), HalfWidth);
        int size = HalfWidth == 0 ? 0 : room * (_kernels.Length - 1) / HalfWidth;
        ReadOnlySpan<double> kernel = _kernels[size];
        ReadOnlySpan<double> window = edges.Slice(index - (kernel.Length / 2), kernel.Length);

        // Differences to the centre keep the digits of times that are large against their spacing.
        double centre = edges[index];
        double sum = 0;
        for (int i = 0; i < kernel.Length; i++)
        {
            sum += kernel[i] * (window[i] - centre);
        }

        return centre + sum;
    }

    private static int HalfWidthOf(int edges) => 2 * (edges % 2 == 0 ? edges : edges - 1);

    private static double[] Twiced(int edges)
    {
        double[] mean = Mean(edges);
        double[] triangle = Convolve(mean, mean);
        double[] kernel = Convolve(triangle, triangle);
        for (int i = 0; i < kernel.Length; i++)
        {
            int inner = i - (triangle.Length / 2);
            kernel[i] = (inner >= 0 && inner < triangle.Length ? 2 * triangle[inner] : 0) - kernel[i];
        }

        return kernel;
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        double[] product = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                product[i + j] += a[i] * b[j];
            }
        }

        return product;
    }

    // An even number of edges needs half weights at both ends to be symmetric about an edge.
    private static double[] Mean(int edges)
    {
        double[] mean = new double[edges % 2 == 0 ? edges + 1 : edges];
        mean.AsSpan().Fill(1.0 / edges);
        if (edges % 2 == 0)
        {
            mean[0] /= 2;
            mean[^1] /= 2;
        }

        return mean;
    }
}
