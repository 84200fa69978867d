using System.Collections.Immutable;
using System.Globalization;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Inspection;

/// <summary>Looks at one channel.</summary>
internal static class ChannelInspector
{
    // Runs of this many samples at the very same extreme are what a full converter gives; a sine that is sampled
    // finely enough to sit at its crest for three samples does not hit the same value twice.
    private const int ClippedRun = 3;

    // So many runs that one crest cannot have made them.
    private const int ClippedRuns = 4;

    // Fewer different values than 6 bits have rest at their extremes anyhow; fewer than 7 bits are coarse.
    private const int FewestValuesToClip = 64;
    private const int CoarseValues = 128;
    private const int LongSignal = 10_000;

    public static ChannelInspection Inspect(ForeignChannel channel)
    {
        ForeignSamples samples = channel.Samples;
        Moments moments = Moments.Of(samples);
        List<string> warnings = [];
        if (moments.NotANumber > 0)
        {
            warnings.Add($"{moments.NotANumber} of {samples.Length} samples are missing.");
        }

        if (samples.Length > 1 && moments.Minimum == moments.Maximum)
        {
            warnings.Add($"It stays at {Text(moments.Minimum)}: nothing is connected, or it is a constant.");
        }
        else if (SignalShape.IsSignal(samples))
        {
            warnings.AddRange(SignalWarnings(samples, moments));
            if (channel.SampleRateHz is double rate)
            {
                warnings.AddRange(RateCheck.Warnings(samples, rate));
            }
        }

        return new ChannelInspection
        {
            Name = channel.Name,
            Unit = channel.Unit,
            Samples = samples.Length,
            SampleRateHz = channel.SampleRateHz,
            Minimum = moments.Minimum,
            Maximum = moments.Maximum,
            Mean = moments.Mean,
            Rms = moments.Rms,
            NotANumber = moments.NotANumber,
            Warnings = [.. warnings],
        };
    }

    private static ImmutableArray<string> SignalWarnings(ForeignSamples samples, Moments moments)
    {
        ImmutableArray<string>.Builder warnings = ImmutableArray.CreateBuilder<string>();
        int values = SignalShape.DifferentValues(samples, CoarseValues);
        if (values < CoarseValues && samples.Length >= LongSignal)
        {
            warnings.Add($"It takes only {values} different values: its resolution is coarse.");
        }

        int clipped =
            values < FewestValuesToClip ? 0 : RunsAt(samples, moments.Maximum) + RunsAt(samples, moments.Minimum);
        if (clipped >= ClippedRuns)
        {
            warnings.Add(
                $"It seems clipped: {clipped} times it rests at its extremes {Text(moments.Minimum)} and "
                + $"{Text(moments.Maximum)}.");
        }

        // A vibration or sound swings about 0; an offset larger than the swing belongs to a sensor without coupling.
        if (moments.Minimum < 0 && moments.Maximum > 0 && Math.Abs(moments.Mean) > moments.Rms)
        {
            warnings.Add(
                $"Its offset of {Text(moments.Mean)} is larger than its swing of {Text(moments.Rms)} (root mean "
                + "square).");
        }

        return warnings.ToImmutable();
    }

    private static int RunsAt(ForeignSamples samples, double extreme)
    {
        int runs = 0;
        int length = 0;
        foreach (ReadOnlyMemory<double> block in samples.Blocks())
        {
            foreach (double sample in block.Span)
            {
                length = sample == extreme ? length + 1 : 0;
                runs += length == ClippedRun ? 1 : 0;
            }
        }

        return runs;
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
