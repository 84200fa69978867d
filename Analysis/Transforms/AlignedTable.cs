namespace Bench.Analysis.Transforms;

/// <summary>
/// Constants of a plan in memory that does not move and begins on a cache line, so that a vector load touches one line
/// (a misaligned table costs a fifth of a pass). The garbage collector frees it: whoever uses the address keeps the
/// plan alive until done.
/// </summary>
/// <typeparam name="TReal">The type of a real number: float or double.</typeparam>
internal sealed unsafe class AlignedTable<TReal>
    where TReal : unmanaged
{
    private const int LineBytes = 64;

    private readonly TReal[] _memory;

    public AlignedTable(int count)
    {
        _memory = GC.AllocateArray<TReal>(count + AlignmentSlack, pinned: true);
        fixed (TReal* start = _memory)
        {
            Pointer = Align(start);
        }
    }

    /// <summary>Numbers that <see cref="Align"/> may skip.</summary>
    public static int AlignmentSlack => (LineBytes / sizeof(TReal)) - 1;

    /// <summary>The first number.</summary>
    public TReal* Pointer { get; }

    /// <summary>The next address on a cache line.</summary>
    public static TReal* Align(TReal* pointer) => (TReal*)(((nint)pointer + LineBytes - 1) & ~(nint)(LineBytes - 1));
}
