using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Metrics;

/// <summary>What is computed from a channel's samples within one step, sample by sample over time.</summary>
internal sealed class StepSink(long firstSample, long endSample)
{
    // A recording may end this share of the step early: the device's clock is not the drive's.
    private const double MissingShare = 0.02;

    /// <summary>RMS, crest factor, kurtosis.</summary>
    public LevelStatistics? Levels { get; set; }

    /// <summary>Averaged power spectrum.</summary>
    public WelchSpectrum? Spectrum { get; set; }

    /// <summary>Where the step's phase currents are collected, and as which phase.</summary>
    public (AlignedPhases Phases, int Phase)? Currents { get; set; }

    /// <summary>Metrics of the step or of parts of it.</summary>
    public List<SegmentSink> Segments { get; } = [];

    /// <summary>Takes a channel's samples; <paramref name="position"/> is the index of the first.</summary>
    public void Process(long position, ReadOnlySpan<float> samples)
    {
        long first = Math.Max(position, firstSample);
        long end = Math.Min(position + samples.Length, endSample);
        if (end <= first)
        {
            return;
        }

        ReadOnlySpan<float> inside = samples[(int)(first - position)..(int)(end - position)];
        Levels?.Add(inside);
        Spectrum?.Add(inside);
        Currents?.Phases.Add(Currents.Value.Phase, inside);
        foreach (SegmentSink segment in Segments)
        {
            segment.Process(first, inside);
        }
    }

    /// <summary>Whether a channel with so many samples covers the step.</summary>
    public bool IsCovered(long samples) => samples >= endSample - (long)(MissingShare * (endSample - firstSample));
}
