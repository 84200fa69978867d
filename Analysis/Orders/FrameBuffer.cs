namespace Bench.Analysis.Orders;

/// <summary>
/// The latest samples of up to eight channels of one rate, interleaved for <see cref="AngularResampler"/>; it grows
/// only while one channel runs ahead of another or of the shaft angle.
/// </summary>
/// <remarks>
/// Samples of a channel wait on their own until all channels have theirs: frames are then written whole, once, where
/// writing one channel after the other would go through the same memory for each.
/// </remarks>
internal sealed class FrameBuffer
{
    private const int Lanes = AngularResampler.Lanes;
    private const int InitialFrames = 16384;
    private const int InitialWaiting = 4096;

    private readonly int _channels;
    private readonly int[] _waiting = new int[Lanes];

    // Lanes without a channel wait with zeros.
    private readonly float[][] _samples = [.. Enumerable.Range(0, Lanes).Select(_ => new float[InitialWaiting])];
    private float[] _frames = new float[InitialFrames * Lanes];

    public FrameBuffer(int channels) => _channels = channels;

    /// <summary>Index of the first frame kept.</summary>
    public long First { get; private set; }

    /// <summary>Index after the last frame that all channels have reached.</summary>
    public long End { get; private set; }

    /// <summary>The frames from <see cref="First"/> to <see cref="End"/>.</summary>
    public ReadOnlySpan<float> Frames => _frames.AsSpan(0, (int)(End - First) * Lanes);

    /// <summary>Takes the next samples of one channel.</summary>
    public void Append(int lane, ReadOnlySpan<float> samples)
    {
        int waiting = _waiting[lane] + samples.Length;
        if (waiting > _samples[lane].Length)
        {
            int length = Math.Max(2 * _samples[lane].Length, waiting);
            for (int i = 0; i < Lanes; i++)
            {
                Array.Resize(ref _samples[i], length);
            }
        }

        samples.CopyTo(_samples[lane].AsSpan(_waiting[lane]));
        _waiting[lane] = waiting;
        int complete = Fewest();
        if (complete > 0)
        {
            Interleave(complete);
        }
    }

    /// <summary>Drops the frames before an index, once it is worth moving the rest.</summary>
    public void TrimTo(long frame)
    {
        long drop = Math.Min(frame, End) - First;
        if (drop >= _frames.Length / Lanes / 2)
        {
            Frames[(int)(drop * Lanes)..].CopyTo(_frames);
            First += drop;
        }
    }

    private int Fewest()
    {
        int fewest = _waiting[0];
        for (int lane = 1; lane < _channels; lane++)
        {
            fewest = Math.Min(fewest, _waiting[lane]);
        }

        return fewest;
    }

    private void Interleave(int count)
    {
        int kept = (int)(End - First);
        if (kept + count > _frames.Length / Lanes)
        {
            Array.Resize(ref _frames, Math.Max(2 * _frames.Length, (kept + count) * Lanes));
        }

        Interleaving.Join(_samples, count, _frames.AsSpan(kept * Lanes));
        End += count;
        for (int lane = 0; lane < _channels; lane++)
        {
            _samples[lane].AsSpan(count, _waiting[lane] - count).CopyTo(_samples[lane]);
            _waiting[lane] -= count;
        }
    }
}
