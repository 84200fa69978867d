using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// All roots exp(−2πi·index/count) as products of two short tables: a plan of 65 536 points needs forty thousand, and
/// that many sines take longer than two milliseconds. Errors stay below three rounding errors of a double.
/// </summary>
internal sealed class RootTable
{
    private readonly int _count;
    private readonly int _fineBits;
    private readonly Complex[] _coarse;
    private readonly Complex[] _fine;

    public RootTable(int count)
    {
        _count = count;
        _fineBits = (BitOperations.Log2((uint)count) + 1) / 2;
        _fine = new Complex[1 << _fineBits];
        _coarse = new Complex[(count >> _fineBits) + 1];
        for (int i = 0; i < _fine.Length; i++)
        {
            _fine[i] = Roots.Forward(i, count);
        }

        for (int i = 0; i < _coarse.Length; i++)
        {
            _coarse[i] = Roots.Forward((long)i << _fineBits, count);
        }
    }

    /// <summary>
    /// Writes scale·exp(−2πi·j·step/count) for as many j as lanes, from the first: real parts, then imaginary ones.
    /// </summary>
    /// <remarks>Compiled at full optimisation at once: plans are made when a program starts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Write<TReal>(TReal* destination, int lanes, int first, long step, double scale)
        where TReal : unmanaged, INumberBase<TReal>
    {
        for (int l = 0; l < lanes; l++)
        {
            Complex root = At((first + l) * step);
            destination[l] = TReal.CreateTruncating(scale * root.Real);
            destination[lanes + l] = TReal.CreateTruncating(scale * root.Imaginary);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Complex At(long index)
    {
        int folded = (int)(index % _count);
        Complex coarse = _coarse[folded >> _fineBits];
        Complex fine = _fine[folded & (_fine.Length - 1)];
        return new Complex(
            (coarse.Real * fine.Real) - (coarse.Imaginary * fine.Imaginary),
            (coarse.Real * fine.Imaginary) + (coarse.Imaginary * fine.Real));
    }
}
