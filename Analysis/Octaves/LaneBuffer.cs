using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bench.Analysis.Octaves;

/// <summary>
/// Frames of eight channels, one per lane of a 256-bit vector, at an address that is a multiple of the vector's size:
/// vectors that straddle two cache lines cost up to a fifth of a sweep's time.
/// </summary>
internal sealed class LaneBuffer
{
    public const int Lanes = 8;
    private const int AlignmentBytes = 64;

    private readonly float[] _values;
    private readonly int _offset;

    public LaneBuffer(int frames)
    {
        FrameCount = frames;
        _values = GC.AllocateArray<float>((frames * Lanes) + (AlignmentBytes / sizeof(float)), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        _offset = (int)(-address & (AlignmentBytes - 1)) / sizeof(float);
    }

    public int FrameCount { get; }

    public Span<float> Values => _values.AsSpan(_offset, FrameCount * Lanes);

    public ref float Start => ref _values[_offset];

    public ref float Frame(int index) => ref Unsafe.Add(ref Start, index * Lanes);
}
