using System.Collections.Immutable;

namespace Bench.Analysis.PartTypes;

/// <summary>
/// Checks every value of a part type and how they refer to each other, before anything is measured with it: a wrong
/// recipe is refused when it is loaded, not when a motor stands on the bench.
/// </summary>
public static class PartTypeValidation
{
    private const double MostRpm = 200_000;

    /// <summary>Checks a part type that was read from a file.</summary>
    /// <param name="partType">The part type.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="FormatException">The first value that is wrong, with path, value and what was
    /// expected.</exception>
    public static void Check(PartType partType, string source)
    {
        ValueCheck check = new(source);
        check.Identity("name", partType.Name);
        check.Words("description", partType.Description);
        check.InRange("revision", partType.Revision, 1, 1_000_000);
        check.That(
            SerialPatternMatch.IsPattern(partType.SerialPattern),
            "serialPattern",
            partType.SerialPattern,
            "at most 40 letters, digits, -_.+: and the wildcards ? # *, with one * at most");
        for (int i = 0; i < partType.Assumptions.Length; i++)
        {
            check.Words($"assumptions[{i}]", partType.Assumptions[i]);
        }

        CheckMachine(check, partType.Machine);
        CheckChannels(check, partType.Channels);
        CheckTacho(check, partType);
        CheckSteps(check, partType.Steps);
        AnalysisValidation.Check(check, partType);
        CheckChecks(check, partType.Checks);
        CheckFixedLimits(check, partType);
        check.AboveUpTo("falseRejectBudget", partType.FalseRejectBudget, 0, 0.2);
    }

    private static void CheckMachine(ValueCheck check, Machine machine)
    {
        check.InRange("machine.polePairs", machine.PolePairs, 1, 64);
        check.InRange("machine.statorSlots", machine.StatorSlots, 3, 400);
        check.InRange("machine.switchingFrequencyHz", machine.SwitchingFrequencyHz, 100, 200_000);
        check.InRange("machine.brushes", machine.Brushes, 0, 64);
        check.That(
            machine.Brushes == 0 || machine.Rotor == RotorKind.WoundRotor,
            "machine.brushes",
            machine.Brushes,
            "0, because a permanent-magnet rotor has no brushes");
        check.Count("machine.bearings", machine.Bearings.Length, 0, 8);
        for (int i = 0; i < machine.Bearings.Length; i++)
        {
            CheckBearing(check, $"machine.bearings[{i}]", machine.Bearings[i]);
        }

        check.Unique("machine.bearings", ".name", [.. machine.Bearings.Select(bearing => bearing.Name)]);
    }

    private static void CheckBearing(ValueCheck check, string path, Bearing bearing)
    {
        check.Words($"{path}.name", bearing.Name);
        check.InRange($"{path}.balls", bearing.Balls, 3, 100);
        check.InRange($"{path}.ballDiameterMillimetres", bearing.BallDiameterMillimetres, 0.1, 500);
        check.InRange($"{path}.pitchDiameterMillimetres", bearing.PitchDiameterMillimetres, 1, 5000);
        check.InRange($"{path}.contactAngleDegrees", bearing.ContactAngleDegrees, 0, 60);

        // Balls side by side on the pitch circle: their chords take up N·2·asin(d/D) of the full turn.
        double share = bearing.BallDiameterMillimetres / bearing.PitchDiameterMillimetres;
        check.That(
            share < 1 && bearing.Balls * Math.Asin(share) <= Math.PI,
            $"{path}.balls",
            bearing.Balls,
            "no more balls than fit on the pitch circle");
    }

    private static void CheckChannels(ValueCheck check, ImmutableArray<Channel> channels)
    {
        check.Count("channels", channels.Length, 1, 64);
        for (int i = 0; i < channels.Length; i++)
        {
            Channel channel = channels[i];
            check.Identity($"channels[{i}].id", channel.Id);
            check.Words($"channels[{i}].name", channel.Name);
            check.InRange($"channels[{i}].sampleRateHz", channel.SampleRateHz, 10, 10_000_000);
            check.AboveUpTo($"channels[{i}].fullScale", channel.FullScale, 0, 1e9);
            check.InRange($"channels[{i}].deadBelow", channel.DeadBelow, 0, channel.FullScale);
        }

        check.Unique("channels", ".id", [.. channels.Select(channel => channel.Id)]);
        check.Unique("channels", ".name", [.. channels.Select(channel => channel.Name)]);
        check.Unique(
            "channels",
            ".signal",
            [.. channels.Select(channel => channel.Signal.Length == 0 ? channel.Id : channel.Signal)]);
    }

    private static void CheckTacho(ValueCheck check, PartType partType)
    {
        if (partType.Tacho is not { } tacho)
        {
            return;
        }

        Channel? channel = partType.Channels.FirstOrDefault(channel => channel.Id == tacho.Channel);
        string known = string.Join(
            ", ", partType.Channels.Where(known => known.Quantity == Quantity.Tacho).Select(known => known.Id));
        check.That(
            channel?.Quantity == Quantity.Tacho,
            "tacho.channel",
            tacho.Channel,
            known.Length == 0
                ? "a channel of quantity tacho, but there is none"
                : $"a channel of quantity tacho: {known}");
        check.InRange("tacho.pulsesPerRevolution", tacho.PulsesPerRevolution, 1, 10_000);
        check.InRange("tacho.thresholdVolts", tacho.ThresholdVolts, -channel!.FullScale, channel.FullScale);
        check.InRange("tacho.hysteresisVolts", tacho.HysteresisVolts, 0, channel.FullScale);
        check.InRange("tacho.smoothingRevolutions", tacho.SmoothingRevolutions, 0, 100);
    }

    private static void CheckSteps(ValueCheck check, ImmutableArray<TestStep> steps)
    {
        check.Count("steps", steps.Length, 1, 100);
        for (int i = 0; i < steps.Length; i++)
        {
            TestStep step = steps[i];
            check.Words($"steps[{i}].name", step.Name);
            check.InRange($"steps[{i}].startRpm", step.StartRpm, 0, MostRpm);
            check.InRange($"steps[{i}].endRpm", step.EndRpm, 0, MostRpm);
            check.InRange($"steps[{i}].durationSeconds", step.DurationSeconds, 0.01, 3600);
            CheckKind(check, $"steps[{i}].endRpm", step);
            if (i > 0)
            {
                check.That(
                    step.StartRpm == steps[i - 1].EndRpm,
                    $"steps[{i}].startRpm",
                    step.StartRpm,
                    FormattableString.Invariant(
                        $"{steps[i - 1].EndRpm}, the speed at which \"{steps[i - 1].Name}\" ends"));
            }
        }

        check.Unique("steps", ".name", [.. steps.Select(step => step.Name)]);
    }

    private static void CheckKind(ValueCheck check, string path, TestStep step)
    {
        string start = FormattableString.Invariant($"{step.StartRpm}");
        switch (step.Kind)
        {
            case StepKind.Standstill:
                check.That(step is { StartRpm: 0, EndRpm: 0 }, path, step.EndRpm, "0 before and after a standstill");
                break;
            case StepKind.RunUp:
                check.That(step.EndRpm > step.StartRpm, path, step.EndRpm, $"more than the run-up's start, {start}");
                break;
            case StepKind.Dwell:
                check.That(step.EndRpm == step.StartRpm, path, step.EndRpm, $"the dwell's start, {start}");
                break;
            default:
                check.That(
                    step.EndRpm < step.StartRpm, path, step.EndRpm, $"less than the coast-down's start, {start}");
                break;
        }
    }

    private static void CheckChecks(ValueCheck check, CheckSettings checks)
    {
        check.AboveUpTo("checks.speedTolerance", checks.SpeedTolerance, 0, 0.5);
        check.InRange("checks.speedToleranceRpm", checks.SpeedToleranceRpm, 0, 10_000);
        check.InRange("checks.clippedSamples", checks.ClippedSamples, 1, 1000);
    }

    private static void CheckFixedLimits(ValueCheck check, PartType partType)
    {
        check.Count("fixedLimits", partType.FixedLimits.Length, 0, 1000);
        for (int i = 0; i < partType.FixedLimits.Length; i++)
        {
            FixedLimit limit = partType.FixedLimits[i];
            string path = $"fixedLimits[{i}]";
            check.That(
                limit.Step.Length == 0 || partType.Steps.Any(step => step.Name == limit.Step),
                $"{path}.step",
                limit.Step,
                "the name of a step");
            check.That(
                limit.Channel.Length == 0 || partType.Channels.Any(channel => channel.Id == limit.Channel),
                $"{path}.channel",
                limit.Channel,
                "the id of a channel");
            check.Words($"{path}.reason", limit.Reason);
            check.That(limit.From <= limit.To, $"{path}.to", limit.To, "no less than from");
            check.That(
                limit.Upper is not null || limit.Lower is not null, path, limit.Reason, "an upper or a lower value");
            check.That(!(limit.Lower >= limit.Upper), $"{path}.lower", limit.Lower ?? 0, "less than upper");
        }
    }
}
