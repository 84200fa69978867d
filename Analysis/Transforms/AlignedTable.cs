namespace Bench.Analysis.Transforms;

/// <summary>
/// Constants of a plan in memory that does not move and begins on a cache line, so that a vector load touches one line
/// (a misaligned table costs a fifth of a pass). The garbage collector frees it: whoever uses the address keeps the
/// plan alive until done.
/// </summary>
internal sealed unsafe class AlignedTable
{
    private const int LineFloats = 16;

    private readonly float[] _memory;

    public AlignedTable(int count)
    {
        _memory = GC.AllocateArray<float>(count + LineFloats, pinned: true);
        fixed (float* start = _memory)
        {
            Pointer = Align(start);
        }
    }

    /// <summary>Floats that <see cref="Align"/> may skip.</summary>
    public static int AlignmentSlack => LineFloats - 1;

    /// <summary>The first float.</summary>
    public float* Pointer { get; }

    /// <summary>The next address on a cache line.</summary>
    public static float* Align(float* pointer) => (float*)(((nint)pointer + 63) & ~(nint)63);
}
