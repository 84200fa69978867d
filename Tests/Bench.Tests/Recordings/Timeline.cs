using System.Globalization;
using System.Text;
using Bench.Acquisition;

namespace Bench.Bench.Tests.Recordings;

/// <summary>
/// What a consumer sees of one channel, whatever the division into blocks: samples at their positions, with the
/// faults between them. Two streams that mean the same have the same timeline.
/// </summary>
internal static class Timeline
{
    /// <summary>One line per stretch without a gap and per fault.</summary>
    public static List<string> Of(IEnumerable<StreamBlock> blocks, int channel)
    {
        List<string> lines = [];
        StringBuilder stretch = new();
        long next = -1;
        foreach (StreamBlock block in blocks.Where(block => block.Channel == channel))
        {
            if (block.Kind != BlockKind.Samples || block.FirstIndex != next)
            {
                Close(lines, stretch);
            }

            if (block.Kind != BlockKind.Samples)
            {
                lines.Add($"{block.Kind} {block.FirstIndex} {block.FirstTick} {block.Number} {block.Reason}");
                continue;
            }

            if (stretch.Length == 0)
            {
                stretch.Append(CultureInfo.InvariantCulture, $"{block.FirstIndex} {block.FirstTick} ");
            }

            stretch.Append(Convert.ToHexString(block.Raw));
            next = block.FirstIndex + block.Number;
        }

        Close(lines, stretch);
        return lines;
    }

    private static void Close(List<string> lines, StringBuilder stretch)
    {
        if (stretch.Length > 0)
        {
            lines.Add(stretch.ToString());
            stretch.Clear();
        }
    }
}
