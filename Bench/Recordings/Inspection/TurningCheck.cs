using System.Globalization;
using Bench.Recordings.Foreign;
using Bench.Recordings.Mapping;

namespace Bench.Recordings.Inspection;

/// <summary>Whether the motor turned at all, as far as the file tells: speed columns and pulse times.</summary>
internal static class TurningCheck
{
    // A speed below this share of the set speed is noise of the sensor.
    private const double StandingShare = 0.02;

    /// <summary>One sentence for each sign that it did not turn.</summary>
    public static IEnumerable<string> Warnings(ForeignRecording file, MappedRecording? mapped)
    {
        double set =
            file.Channels.Where(IsSetSpeed).Select(channel => Largest(channel.Samples)).DefaultIfEmpty(0).Max();
        foreach (ForeignChannel channel in file.Channels.Where(IsSpeed))
        {
            double most = Largest(channel.Samples);
            if (channel.Samples.Length > 1 && most <= StandingShare * set)
            {
                yield return set > 0
                    ? $"The motor never turned: \"{channel.Name}\" reaches {Text(most)} rpm at most, "
                        + $"{Text(set)} rpm were set."
                    : $"The motor never turned: \"{channel.Name}\" stays at 0.";
            }
        }

        if (mapped is { PulseTimesSeconds.Length: < 3, PulsesPerRevolution: > 1 } && file.Channels.Length > 1)
        {
            yield return $"There are only {mapped.PulseTimesSeconds.Length} tacho pulses: the motor did not turn, or "
                + "the tacho is dead.";
        }
    }

    // Names as "rpm", "motor_rpm", "Speed [rpm]"; not the set value and not what was measured over a field bus.
    private static bool IsSpeed(ForeignChannel channel) =>
        Words(channel.Name).Any(word => word is "rpm" or "speed") && !IsSetSpeed(channel);

    private static bool IsSetSpeed(ForeignChannel channel)
    {
        string[] words = Words(channel.Name);
        return words.Any(word => word is "rpm" or "speed")
            && words.Any(word => word is "setpoint" or "set" or "target" or "command" or "demand");
    }

    private static string[] Words(string name) =>
        [.. name.Split(['_', ' ', '.', '[', ']', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries).Select(word =>
            string.Create(word.Length, word, (span, text) => text.AsSpan().ToLowerInvariant(span)))];

    private static double Largest(ForeignSamples samples)
    {
        double largest = 0;
        foreach (ReadOnlyMemory<double> block in samples.Blocks())
        {
            foreach (double value in block.Span)
            {
                largest = Math.Max(largest, double.IsNaN(value) ? 0 : Math.Abs(value));
            }
        }

        return largest;
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
