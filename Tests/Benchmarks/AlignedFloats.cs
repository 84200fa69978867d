using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bench.Benchmarks;

/// <summary>
/// Floats at a 64-byte boundary, as FFTW's own allocator gives them: contestants work on memory of the same kind.
/// </summary>
internal sealed unsafe class AlignedFloats
{
    private const int Alignment = 64;

    private readonly float[] _array;
    private readonly int _offset;
    private readonly int _length;

    public AlignedFloats(int length)
    {
        _length = length;
        _array = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _offset = (int)(-address & (Alignment - 1)) / sizeof(float);
    }

    /// <summary>Stays valid as long as this object is in use: the array is pinned.</summary>
    public float* Pointer => (float*)Unsafe.AsPointer(ref _array[_offset]);

    public Span<float> Span => _array.AsSpan(_offset, _length);
}
