namespace Bench.Analysis.Orders;

/// <summary>
/// The latest samples of up to eight channels of one rate, interleaved for <see cref="AngularResampler"/>; it grows
/// only while one channel runs ahead of another or of the shaft angle.
/// </summary>
internal sealed class FrameBuffer
{
    private const int Lanes = AngularResampler.Lanes;
    private const int InitialFrames = 16384;

    private readonly long[] _written;
    private float[] _frames = new float[InitialFrames * Lanes];

    public FrameBuffer(int channels) => _written = new long[channels];

    /// <summary>Index of the first frame kept.</summary>
    public long First { get; private set; }

    /// <summary>Index after the last frame that all channels have reached.</summary>
    public long End { get; private set; }

    /// <summary>The frames from <see cref="First"/> to <see cref="End"/>.</summary>
    public ReadOnlySpan<float> Frames => _frames.AsSpan(0, (int)(End - First) * Lanes);

    /// <summary>Takes the next samples of one channel.</summary>
    public void Append(int lane, ReadOnlySpan<float> samples)
    {
        long end = _written[lane] + samples.Length;
        Reserve(end);

        // Samples before First came too late to be of use: nobody waits for them.
        long skip = Math.Max(0, First - _written[lane]);
        Span<float> target = _frames.AsSpan();
        int at = ((int)(_written[lane] + skip - First) * Lanes) + lane;
        for (int i = (int)Math.Min(skip, samples.Length); i < samples.Length; i++)
        {
            target[at] = samples[i];
            at += Lanes;
        }

        _written[lane] = end;
        End = Math.Max(First, _written.Min());
    }

    /// <summary>Drops the frames before an index, once it is worth moving the rest.</summary>
    public void TrimTo(long frame)
    {
        long drop = Math.Min(frame, End) - First;
        if (drop >= _frames.Length / Lanes / 2)
        {
            int kept = (int)(_written.Max() - First - drop);
            Array.Copy(_frames, drop * Lanes, _frames, 0, Math.Max(0, kept) * Lanes);
            First += drop;
        }
    }

    private void Reserve(long end)
    {
        int frames = _frames.Length / Lanes;
        if (end - First > frames)
        {
            while (end - First > frames)
            {
                frames *= 2;
            }

            Array.Resize(ref _frames, frames * Lanes);
        }
    }
}
