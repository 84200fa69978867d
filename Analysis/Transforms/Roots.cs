using System.Numerics;

namespace Bench.Analysis.Transforms;

/// <summary>Roots of unity, accurate to the last bit or two of a double.</summary>
internal static class Roots
{
    /// <summary>
    /// exp(−2πi·index/count). The angle is folded into one eighth of the circle before any sine is taken, which keeps
    /// cos and sin exact at multiples of a quarter turn and symmetric everywhere else.
    /// </summary>
    public static Complex Forward(long index, long count)
    {
        long step = index % count;
        if (step < 0)
        {
            step += count;
        }

        // Eight times the fraction of a turn, kept as integers: octant and remainder are exact.
        long eighths = 8 * step / count;
        long rest = (8 * step) - (eighths * count);
        bool mirrored = (eighths & 1) != 0;
        double angle = Math.PI / 4 * (mirrored ? count - rest : rest) / count;
        (double sine, double cosine) = Math.SinCos(angle);
        (double re, double im) = ((int)eighths) switch
        {
            0 => (cosine, sine),
            1 => (sine, cosine),
            2 => (-sine, cosine),
            3 => (-cosine, sine),
            4 => (-cosine, -sine),
            5 => (-sine, -cosine),
            6 => (sine, -cosine),
            _ => (cosine, -sine),
        };
        return new Complex(re, -im);
    }
}
