using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Bench.Analysis.Octaves;

/// <summary>
/// Levels of fractional-octave bands in the time domain, class 1 of IEC 61260-1:2014, for any number of channels whose
/// samples arrive in blocks of any size: mean squares over an interval, F and S averages and their maxima.
/// </summary>
/// <remarks>
/// <para>Mean squares carry the squared unit of the signal; <see cref="Signals.Decibel.FromMeanSquare"/> makes levels
/// of them. A steady sine of amplitude A at a band's centre has the mean square A²/2 there. Averages are updated every
/// millisecond or better, and with each sample of its own rate in a low band.</para>
/// <para>Samples are single precision, and so are the filters: each runs at a rate where its poles are far from z = 1
/// (the rounding errors of all rates together stay 120 dB below the strongest tone, 115 dB in twelfth octaves).
/// Energies are summed in double precision. Results are the same to the last bit for every cutting into blocks.</para>
/// <para>Broadband noise reads 0.20 dB more than in bands with ideal edges, such as <see cref="FractionalOctave"/>
/// sums: that is the effective bandwidth of every Butterworth filter of order 3. Class 1 allows ±0.4 dB.</para>
/// <para>Starts at rest. A band answers a change within about 1/(its width in Hz) seconds: 1 s for the third octave of
/// 10 Hz. A NaN or infinite sample makes all later figures of its channel NaN until <see cref="Reset"/>, and touches
/// no other channel. One thread at a time; no allocation after construction.</para>
/// </remarks>
public sealed class OctaveFilterBank
{
    // Frames that pass through all rates at once: 8 KiB of eight channels stay in the fastest cache with all states.
    private const int ChunkFrames = 256;

    private const int Lanes = LaneBuffer.Lanes;

    // One frame more than a chunk: a stage needs room for a sample that waited for its partner.
    private readonly LaneBuffer _chunk = new(ChunkFrames + 1);
    private readonly LaneBuffer _scratch = new(ChunkFrames);
    private readonly OctaveStage[][] _groups;
    private readonly ImmutableArray<BandPlace> _places;

    /// <summary>Prepares a bank at rest.</summary>
    /// <param name="plan">The design.</param>
    /// <param name="channelCount">Number of channels, 1 or more; the cost is that of the next multiple of 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one channel.</exception>
    public OctaveFilterBank(OctaveBankPlan plan, int channelCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        Plan = plan;
        ChannelCount = channelCount;
        _places = Places(plan);
        _groups = new OctaveStage[(channelCount + Lanes - 1) / Lanes][];
        for (int group = 0; group < _groups.Length; group++)
        {
            _groups[group] = [.. Enumerable.Range(0, plan.StageCount).Select(stage => new OctaveStage(plan, stage))];
        }
    }

    /// <summary>The design.</summary>
    public OctaveBankPlan Plan { get; }

    /// <summary>Number of channels.</summary>
    public int ChannelCount { get; }

    /// <summary>Number of samples per channel so far.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Takes the next samples of all channels.</summary>
    /// <param name="samples">All new samples of the first channel, then all of the second, and so on.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of channels.</exception>
    public void Process(ReadOnlySpan<float> samples)
    {
        int frames = FrameCount(samples.Length);
        for (int group = 0; group < _groups.Length; group++)
        {
            int first = group * Lanes;
            int channels = Math.Min(Lanes, ChannelCount - first);
            int count;
            for (int start = 0; start < frames; start += count)
            {
                count = ChunkLength(start, frames);
                Interleave(samples[((first * frames) + start)..], frames, channels, count);
                Run(_groups[group], count);
            }
        }

        SampleCount += frames;
    }

    /// <summary>Takes the next samples of all channels.</summary>
    /// <param name="frames">One sample of each channel, then the next of each, and so on.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of channels.</exception>
    public void ProcessInterleaved(ReadOnlySpan<float> frames)
    {
        int frameCount = FrameCount(frames.Length);
        for (int group = 0; group < _groups.Length; group++)
        {
            int first = group * Lanes;
            int channels = Math.Min(Lanes, ChannelCount - first);
            int count;
            for (int start = 0; start < frameCount; start += count)
            {
                count = ChunkLength(start, frameCount);
                CopyFrames(frames[((start * ChannelCount) + first)..], channels, count);
                Run(_groups[group], count);
            }
        }

        SampleCount += frameCount;
    }

    /// <summary>Begins an interval: what follows alone makes up the mean and the maxima.</summary>
    public void StartInterval()
    {
        foreach (OctaveStage[] stages in _groups)
        {
            foreach (OctaveStage stage in stages)
            {
                stage.StartInterval();
            }
        }
    }

    /// <summary>The mean squares of a channel's bands.</summary>
    /// <param name="level">Which mean square. <see cref="OctaveLevel.Equivalent"/> is NaN as long as the interval has
    /// no sample at the band's own rate.</param>
    /// <param name="channel">Index of the channel.</param>
    /// <param name="bands">One value per band of the plan, from low to high; unit of the signal squared.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such channel.</exception>
    /// <exception cref="ArgumentException">Fewer values than bands.</exception>
    public void CopyMeanSquares(OctaveLevel level, int channel, Span<double> bands)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, ChannelCount);
        if (bands.Length < _places.Length)
        {
            throw new ArgumentException($"{_places.Length} bands do not fit into {bands.Length} values.");
        }

        OctaveStage[] stages = _groups[channel / Lanes];
        for (int band = 0; band < _places.Length; band++)
        {
            BandPlace place = _places[band];
            bands[band] = place.PowerGain * stages[place.Stage].MeanSquare(level, place.Index, channel % Lanes);
        }
    }

    /// <summary>Forgets all past samples.</summary>
    public void Reset()
    {
        SampleCount = 0;
        foreach (OctaveStage[] stages in _groups)
        {
            foreach (OctaveStage stage in stages)
            {
                stage.Reset();
            }
        }
    }

    private static ImmutableArray<BandPlace> Places(OctaveBankPlan plan)
    {
        int[] used = new int[plan.StageCount];
        return [.. plan.Filters.Select(f => new BandPlace(f.Stage, used[f.Stage]++, f.Gain * f.Gain))];
    }

    private int FrameCount(int valueCount)
    {
        (int frames, int rest) = Math.DivRem(valueCount, ChannelCount);
        return rest == 0
            ? frames
            : throw new ArgumentException($"{valueCount} values are no whole samples of {ChannelCount} channels.");
    }

    // A chunk ends at multiples of its length in the signal, so that stages see the same ends for every cutting.
    private int ChunkLength(int start, int frames) =>
        Math.Min(ChunkFrames - (int)((SampleCount + start) % ChunkFrames), frames - start);

    private void Run(OctaveStage[] stages, int frames)
    {
        foreach (OctaveStage stage in stages)
        {
            if (frames == 0)
            {
                return;
            }

            frames = stage.Process(_chunk, frames, _scratch);
        }
    }

    // Lanes without a channel keep the samples of another group's: they are computed and never read.
    private void Interleave(ReadOnlySpan<float> samples, int stride, int channels, int frames)
    {
        Span<float> lanes = _chunk.Values[Lanes..];
        if (channels == Lanes)
        {
            OctaveKernels.Interleave(ref MemoryMarshal.GetReference(samples), stride, frames, ref _chunk.Frame(1));
            return;
        }

        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> source = samples.Slice(channel * stride, frames);
            for (int i = 0; i < source.Length; i++)
            {
                lanes[(i * Lanes) + channel] = source[i];
            }
        }
    }

    private void CopyFrames(ReadOnlySpan<float> frames, int channels, int count)
    {
        if (channels == Lanes)
        {
            OctaveKernels.CopyFrames(ref MemoryMarshal.GetReference(frames), ChannelCount, count, ref _chunk.Frame(1));
            return;
        }

        Span<float> lanes = _chunk.Values[Lanes..];
        for (int i = 0; i < count; i++)
        {
            frames.Slice(i * ChannelCount, channels).CopyTo(lanes[(i * Lanes)..]);
        }
    }

    // Where a band of the plan runs: the stage, its index there, and the squared gain that its sections leave out.
    private readonly record struct BandPlace(int Stage, int Index, double PowerGain);
}
