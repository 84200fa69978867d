using System.Diagnostics;

namespace Bench.Analysis.Spectra;

/// <summary>Cuts a signal that arrives in blocks of any size into overlapping frames of one length.</summary>
internal sealed class FrameCutter(int length, int hop)
{
    private readonly float[] _frame = new float[length];
    private int _filled;

    /// <summary>The samples of the frame, of which the first are filled.</summary>
    public ReadOnlySpan<float> Frame => _frame;

    /// <summary>Takes samples until the frame is complete.</summary>
    /// <returns>Number of samples taken.</returns>
    public int Fill(ReadOnlySpan<float> samples)
    {
        int taken = Math.Min(samples.Length, length - _filled);
        samples[..taken].CopyTo(_frame.AsSpan(_filled));
        _filled += taken;
        return taken;
    }

    /// <summary>Whether the frame is complete.</summary>
    public bool IsFull => _filled == length;

    /// <summary>Begins the next frame with the samples that it shares with this one.</summary>
    public void Advance()
    {
        Debug.Assert(IsFull, "only a complete frame is followed by another");
        _frame.AsSpan(hop).CopyTo(_frame);
        _filled = length - hop;
    }

    /// <summary>Forgets the samples of the frame that was begun.</summary>
    public void Clear() => _filled = 0;
}
