using System.Collections.Immutable;
using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>The events of a recording: steps of the test cycle and faults of the source.</summary>
internal sealed record MdfEvents(ImmutableArray<RecordingStep> Steps, ImmutableArray<RecordedFault> Faults)
{
    /// <summary>Reads the chain of events; those of other tools are left out.</summary>
    public static MdfEvents Read(MdfBlocks blocks, long link)
    {
        ImmutableArray<RecordingStep>.Builder steps = ImmutableArray.CreateBuilder<RecordingStep>();
        ImmutableArray<RecordedFault>.Builder faults = ImmutableArray.CreateBuilder<RecordedFault>();
        HashSet<long> seen = [];
        while (blocks.Read(link, "##EV") is MdfBlock block)
        {
            if (!seen.Add(link))
            {
                throw new RecordingException($"the links form a cycle at byte {link}");
            }

            link = block.Link(0);
            MdfComment comment = blocks.Comment(block.Link(4));
            double at = block.Int64(16) * block.Double(24);
            if (comment.Real("durationSeconds") is double duration)
            {
                steps.Add(new RecordingStep(blocks.Text(block.Link(3)), at, duration));
            }
            else if (ReadFault(comment, at) is RecordedFault fault)
            {
                faults.Add(fault);
            }
        }

        return new MdfEvents(steps.ToImmutable(), faults.ToImmutable());
    }

    private static RecordedFault? ReadFault(MdfComment comment, double at)
    {
        if (!Enum.TryParse(comment.Property("kind"), out BlockKind kind)
            || kind == BlockKind.Samples || !Enum.IsDefined(kind))
        {
            return null;
        }

        return new RecordedFault(
            kind,
            (int)Math.Clamp(comment.Number("channel") ?? -1, -1, int.MaxValue),
            comment.Number("firstIndex") ?? 0,
            comment.Number("firstTick") ?? 0,
            comment.Number("missingSamples") ?? 0,
            comment.Property("reason"),
            at);
    }
}
