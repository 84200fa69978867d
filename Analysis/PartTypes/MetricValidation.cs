using System.Globalization;
using Bench.Analysis.Octaves;
using Bench.Analysis.Orders;
using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.PartTypes;

/// <summary>Checks the metrics of a recipe: each must be possible in the steps and on the channels it names.</summary>
/// <param name="check">Refuses.</param>
/// <param name="path">Where the metric stands.</param>
/// <param name="steps">Its steps.</param>
/// <param name="channels">Its channels.</param>
internal sealed class MetricValidation(
    ValueCheck check, string path, IReadOnlyList<TestStep> steps, IReadOnlyList<Channel> channels)
{
    private const double MostOrder = 1000;
    private const int MostBands = 20;
    private const int MostRanges = 500;

    private double LowestRateHz => channels.Min(channel => channel.SampleRateHz);

    /// <summary>Checks one metric.</summary>
    public void Check(MetricRequest metric)
    {
        if (metric is SegmentRequest segment)
        {
            CheckSegment(segment);
        }

        switch (metric)
        {
            case OctaveBandRequest octaves:
                CheckOctaves(octaves);
                break;
            case ImpulseRequest impulses:
                check.Count($"{path}.bands", impulses.Bands.Length, 1, MostBands);
                for (int i = 0; i < impulses.Bands.Length; i++)
                {
                    CheckBand($"{path}.bands[{i}]", impulses.Bands[i].FromHz, impulses.Bands[i].ToHz);
                }

                break;
            case SeverityRequest severity:
                CheckQuantity(Quantity.Acceleration, "acceleration");
                CheckBand(path, severity.FromHz, severity.ToHz);
                break;
            case SoundLevelRequest:
                CheckQuantity(Quantity.SoundPressure, "soundPressure");
                break;
            case LoudnessRequest loudness:
                CheckSound(TimeVaryingLoudness.LowestRateHz);
                CheckPercent(loudness.Percent);
                CheckRanges(loudness.Ranges, revolutionsPerBlock: 0);
                break;
            case ToneRequest tones:
                CheckSound(DiscreteTones.MinimumRateHz);
                CheckTones(tones);
                break;
            case OrderLevelRequest orders:
                CheckOrders(orders);
                break;
        }
    }

    private void CheckSegment(SegmentRequest segment)
    {
        check.That(segment.FromSeconds >= 0, $"{path}.fromSeconds", segment.FromSeconds, "0 or more");
        foreach (TestStep step in steps)
        {
            double end = segment.ToSeconds ?? step.DurationSeconds;
            check.That(
                segment.FromSeconds < step.DurationSeconds,
                $"{path}.fromSeconds",
                segment.FromSeconds,
                Text($"less than {step.DurationSeconds}, the length of step \"{step.Name}\""));
            check.That(
                end > segment.FromSeconds && end <= step.DurationSeconds,
                $"{path}.toSeconds",
                end,
                Text($"more than fromSeconds, {segment.FromSeconds}, and at most {step.DurationSeconds}, ")
                    + $"the length of step \"{step.Name}\"");
        }
    }

    private void CheckOctaves(OctaveBandRequest octaves)
    {
        check.That(
            octaves.BandsPerOctave is 1 or 3 or 6 or 12,
            $"{path}.bandsPerOctave",
            octaves.BandsPerOctave,
            "1, 3, 6 or 12");
        check.That(
            octaves.Level is OctaveLevel.Equivalent or OctaveLevel.FastMaximum or OctaveLevel.SlowMaximum,
            $"{path}.level",
            octaves.Level.ToString(),
            "equivalent, fastMaximum or slowMaximum");
        CheckBand(path, octaves.FromHz, octaves.ToHz);
        double edge = FractionalOctave.Create(octaves.BandsPerOctave, octaves.FromHz, octaves.ToHz).Bands[^1].UpperHz;
        double highest = OctaveBankPlan.MaxFirstEdge * LowestRateHz;
        check.That(
            edge <= highest,
            $"{path}.toHz",
            octaves.ToHz,
            Text($"a band that ends at {highest:0} Hz or below, where class 1 holds"));
    }

    private void CheckTones(ToneRequest tones)
    {
        foreach (TestStep step in steps)
        {
            check.That(
                step.StartRpm == step.EndRpm, $"{path}.steps", step.Name, "a step of constant speed");
            double seconds = (tones.ToSeconds ?? step.DurationSeconds) - tones.FromSeconds;
            check.That(
                seconds >= 1 / ToneSpectrum.DefaultSpacingHz,
                $"{path}.steps",
                step.Name,
                Text($"{1 / ToneSpectrum.DefaultSpacingHz} s or more, for lines so near"));
        }
    }

    private void CheckOrders(OrderLevelRequest request)
    {
        check.AboveUpTo($"{path}.maxOrder", request.MaxOrder, 0, MostOrder);
        check.AboveUpTo($"{path}.bandwidthOrders", request.BandwidthOrders, 0, 10);
        check.Count($"{path}.orders", request.Orders.Length, 0, 500);
        check.Unique($"{path}.orders", "", request.Orders);
        for (int i = 0; i < request.Orders.Length; i++)
        {
            check.AboveUpTo($"{path}.orders[{i}]", request.Orders[i], 0, request.MaxOrder);
        }

        double fastestRpm = request.Ranges?.ToRpm ?? steps.Max(step => Math.Max(step.StartRpm, step.EndRpm));
        check.That(
            request.MaxOrder * fastestRpm / 60 < LowestRateHz / 2,
            $"{path}.maxOrder",
            request.MaxOrder,
            Text($"less than {LowestRateHz * 30 / fastestRpm:0.##}, half of the sample rate at {fastestRpm} rpm"));
        foreach (TestStep step in steps)
        {
            check.That(
                step.Kind != StepKind.Standstill, $"{path}.steps", step.Name, "a step in which the shaft turns");
        }

        CheckPercent(request.Percent);
        CheckRanges(request.Ranges, OrderCut.RevolutionsFor(request.BandwidthOrders));
    }

    private void CheckRanges(SpeedRanges? ranges, int revolutionsPerBlock)
    {
        if (ranges is null)
        {
            return;
        }

        string at = $"{path}.ranges";
        check.That(ranges.FromRpm > 0, $"{at}.fromRpm", ranges.FromRpm, "more than 0");
        check.That(
            ranges.ToRpm > ranges.FromRpm, $"{at}.toRpm", ranges.ToRpm, Text($"more than fromRpm, {ranges.FromRpm}"));
        double all = ranges.ToRpm - ranges.FromRpm;
        check.That(
            ranges.StepRpm >= all / MostRanges && ranges.StepRpm <= all,
            $"{at}.widthRpm",
            ranges.StepRpm,
            Text($"{all / MostRanges}-{all}"));
        foreach (TestStep step in steps)
        {
            CheckRanges(at, ranges, step, revolutionsPerBlock);
        }
    }

    private void CheckRanges(string at, SpeedRanges ranges, TestStep step, int revolutionsPerBlock)
    {
        double lowest = Math.Min(step.StartRpm, step.EndRpm);
        double highest = Math.Max(step.StartRpm, step.EndRpm);
        check.That(
            step.Kind is StepKind.RunUp or StepKind.CoastDown,
            $"{path}.steps",
            step.Name,
            "a run-up or coast-down: ranges of speed need a changing speed");
        check.That(
            ranges.FromRpm >= lowest,
            $"{at}.fromRpm",
            ranges.FromRpm,
            Text($"{lowest} or more, the lowest speed of step \"{step.Name}\""));
        check.That(
            ranges.ToRpm <= highest,
            $"{at}.toRpm",
            ranges.ToRpm,
            Text($"{highest} or less, the highest speed of step \"{step.Name}\""));

        // A range must hold the middle of a block: half a block to the step's end, and one hop to the next block.
        double perSecond = (highest - lowest) / step.DurationSeconds;
        double needed = SegmentLevels.BlockShare * revolutionsPerBlock * 60 / ranges.FromRpm * perSecond;
        check.That(
            ranges.StepRpm >= needed,
            $"{at}.widthRpm",
            ranges.StepRpm,
            Text($"{Math.Ceiling(needed)} or more: the speed changes by that during {revolutionsPerBlock} revolutions ")
                + $"of step \"{step.Name}\"");
    }

    private void CheckPercent(double percent) => check.InRange($"{path}.percent", percent, 0, 100);

    private void CheckBand(string at, double fromHz, double toHz)
    {
        check.That(fromHz > 0, $"{at}.fromHz", fromHz, "more than 0");
        check.That(toHz > fromHz, $"{at}.toHz", toHz, Text($"more than fromHz, {fromHz}"));
        check.That(
            toHz < LowestRateHz / 2,
            $"{at}.toHz",
            toHz,
            Text($"less than half of the sample rate, {LowestRateHz / 2}"));
    }

    private void CheckSound(double lowestRateHz)
    {
        CheckQuantity(Quantity.SoundPressure, "soundPressure");
        for (int i = 0; i < channels.Count; i++)
        {
            check.That(
                channels[i].SampleRateHz >= lowestRateHz,
                $"{path}.channels[{i}]",
                channels[i].Id,
                Text($"a channel of {lowestRateHz} Hz or more"));
        }
    }

    private void CheckQuantity(Quantity quantity, string name)
    {
        for (int i = 0; i < channels.Count; i++)
        {
            check.That(
                channels[i].Quantity == quantity,
                $"{path}.channels[{i}]",
                channels[i].Id,
                $"a channel of quantity {name}");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
