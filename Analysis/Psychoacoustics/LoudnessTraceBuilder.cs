using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>Collects the loudness of all moments of a short signal; a long one is better taken moment by
/// moment.</summary>
internal sealed class LoudnessTraceBuilder(SoundField field)
{
    private readonly ImmutableArray<double>.Builder _loudness = ImmutableArray.CreateBuilder<double>();
    private readonly ImmutableArray<double>.Builder _specific = ImmutableArray.CreateBuilder<double>();

    public void Take(double loudnessSone, ReadOnlySpan<double> specificSonePerBark)
    {
        _loudness.Add(loudnessSone);
        _specific.AddRange(specificSonePerBark);
    }

    public LoudnessTrace Build() => new(_loudness.DrainToImmutable(), _specific.DrainToImmutable(), field);
}
