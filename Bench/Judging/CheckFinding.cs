using System.Globalization;
using Bench.Models.Verdicts;

namespace Bench.Judging;

/// <summary>The bench's own faults in words: what was seen, and what the operator does about it.</summary>
internal static class CheckFinding
{
    /// <summary>Code of a motor that was measured before anything had been learned.</summary>
    public const string NoBaselineCode = "no-baseline";

    /// <summary>Samples are missing.</summary>
    public static Finding SamplesLost(string channel, long missing, double atSeconds) => Make(
        "samples-lost",
        Text($"{missing} samples of {channel} are missing at {atSeconds:0.00} s."),
        "Check the network cable of the measuring device, then test this motor again.",
        channel,
        missing);

    /// <summary>The connection broke, was made again, or could not be.</summary>
    public static Finding ConnectionLost(string reason) => Make(
        "connection-lost",
        Text($"The connection to the measuring device broke during the test: {reason}"),
        "Check that the measuring device is on and its network cable plugged in, then test this motor again.");

    /// <summary>Analysis could not keep up.</summary>
    public static Finding Overflow(string reason) => Make(
        "overflow",
        Text($"Samples arrived faster than they could be analysed and were dropped: {reason}"),
        "Close other programs on this computer, then test this motor again.");

    /// <summary>The stream ended before the cycle did.</summary>
    public static Finding Incomplete(double gotSeconds, double expectedSeconds) => Make(
        "incomplete",
        Text($"The samples end after {gotSeconds:0.0} s; the cycle takes {expectedSeconds:0.0} s."),
        "Test this motor again; if it happens twice, check the measuring device.");

    /// <summary>The user or the line stopped the test.</summary>
    public static Finding Aborted() => Make(
        "aborted", "The test was stopped before its end.", "Test this motor again.");

    /// <summary>Something else ended the test.</summary>
    public static Finding Stopped(string reason) => Make(
        "stopped",
        Text($"The test could not go on: {reason}"),
        "Mend what the reason says, then test this motor again.",
        "",
        30);

    /// <summary>A sensor gives no signal.</summary>
    public static Finding SensorDead(string channel, double rms, string unit, double atLeast) => Make(
        "sensor-dead",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {channel} gives {rms:0.0000} {unit} RMS while the motor turns, "
            + $"expected more than {atLeast:0.0000} {unit}."),
        Text($"Check the {channel} and its cable, then test this motor again."),
        channel,
        10);

    /// <summary>A sensor is driven beyond its range.</summary>
    public static Finding SensorClipped(
        string channel, int places, double firstSeconds, double fullScale, string unit) => Make(
        "sensor-clipped",
        Text($"The {channel} is clipped at ±{fullScale:0} {unit}: {places} times, first at {firstSeconds:0.00} s."),
        Text($"Check that the {channel} is fixed and its range is set right, then test this motor again."),
        channel,
        9);

    /// <summary>Samples are not numbers.</summary>
    public static Finding NotFinite(string channel, long count) => Make(
        "not-a-number",
        Text($"{count} samples of {channel} are not numbers."),
        Text($"Check the measuring device's setting for {channel}, then test this motor again."),
        channel,
        20);

    /// <summary>The device samples at another rate than the recipe expects.</summary>
    public static Finding WrongRate(string channel, double rateHz, double expectedHz) => Make(
        "wrong-rate",
        Text($"{channel} is sampled at {rateHz:0.###} Hz, the recipe expects {expectedHz:0.###} Hz."),
        "Set the measuring device's sample rate as the recipe says, then test this motor again.",
        channel,
        20);

    /// <summary>Tacho pulses are missing or bounce.</summary>
    public static Finding TachoLost(double atSeconds, double durationSeconds) => Make(
        "tacho-lost",
        Text($"Tacho pulses are missing at {atSeconds:0.00} s for {durationSeconds * 1000:0} ms."),
        "Check the tacho sensor, its distance and its cable, then test this motor again.",
        "tacho",
        8);

    /// <summary>Extra tacho pulses came.</summary>
    public static Finding TachoBounces(int count, double atSeconds) => Make(
        "tacho-bounces",
        Text($"{count} implausible tacho pulses, first at {atSeconds:0.00} s."),
        "Check the tacho sensor and its shielding, then test this motor again.",
        "tacho",
        7);

    /// <summary>The motor did not turn.</summary>
    public static Finding NeverTurned() => NeverTurned("The motor never turned: no tacho pulses in the whole test.");

    /// <summary>The recording itself says that the shaft stood still.</summary>
    public static Finding NeverTurned(string sentence) => Make(
        "never-turned",
        sentence,
        "Check the drive's enable, the coupling and the tacho, then test this motor again.",
        "tacho",
        15);

    /// <summary>The drive left the speed profile.</summary>
    public static Finding SpeedOffProfile(SpeedDeviation deviation) => Make(
        "speed-off-profile",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Speed off the profile at {deviation.TimeSeconds:0.0} s: {deviation.MeasuredRpm:0} rpm, "
            + $"expected {deviation.ExpectedRpm:0} rpm."),
        "Check the drive and the coupling, then test this motor again.",
        "tacho",
        3 + deviation.Excess);

    /// <summary>A blow from outside.</summary>
    public static Finding HammerBlow(double atSeconds, int count) => Make(
        "hammer-blow",
        Text($"A blow from outside at {atSeconds:0.00} s on all sensors at once ({count} in all)."),
        "Keep the bench clear of knocks while it tests, then test this motor again.",
        "",
        6);

    /// <summary>Nothing has been learned yet.</summary>
    public static Finding NoBaseline(string partType) => Make(
        NoBaselineCode,
        Text($"No limits have been learned for {partType}: the motor was recorded but not judged."),
        "Learn limits from good motors first (bench learn), then judge the recording.");

    /// <summary>What was measured does not fill the recipe.</summary>
    public static Finding NotMeasured(int points, string firstCurve) => Make(
        "not-measured",
        Text($"{points} points of the recipe were not reached, first of {firstCurve}."),
        "Check that the cycle runs through all its steps, then test this motor again.",
        "",
        2);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Finding Make(
        string code, string text, string instruction, string channel = "", double severity = 5) => new()
        {
            Source = FindingSource.Check,
            Code = code,
            Text = text,
            Instruction = instruction,
            Channel = channel,
            Severity = severity,
        };
}
