using System.Collections.Immutable;
using Bench.Recordings.Mapping;

namespace Bench.Testing;

/// <summary>
/// Times of whole revolutions of a foreign recording, carried on over its ends. Before the first and after the last
/// pulse the shaft turned, but no pulse says so: without an edge beyond the end, a piece would seem to begin and end
/// at rest.
/// </summary>
internal static class RevolutionEdges
{
    // Fewer show no speed to carry on with: the shaft may have stood.
    private const int FewestEdges = 4;

    /// <summary>The recording's revolutions; at each end one more where the next pulse was due beyond it.</summary>
    public static ImmutableArray<double> Of(MappedRecording recording)
    {
        ImmutableArray<double> edges = recording.RevolutionTimesSeconds;
        if (edges.Length < FewestEdges)
        {
            return edges;
        }

        double before = (2 * edges[0]) - edges[1];
        double after = (2 * edges[^1]) - edges[^2];
        return
        [
            .. before <= 0 ? [before] : ImmutableArray<double>.Empty,
            .. edges,
            .. after >= recording.DurationSeconds ? [after] : ImmutableArray<double>.Empty,
        ];
    }
}
