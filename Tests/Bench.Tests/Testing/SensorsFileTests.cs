using System.Text;
using Bench.Reports;
using Bench.Results;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Testing;

/// <summary>The sensors of the bench: from their file into recording and result.</summary>
public sealed class SensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sensors_and_variant_stand_in_the_recording_and_in_the_result()
    {
        Write("""
            [
              // A channel that this part type does not measure is no mistake.
              { "channel": "Elsewhere", "serialNumber": "SN-1" },
              { "channel": "AccA", "serialNumber": "SN-77", "calibratedOn": "2026-05-04",
                "sensitivity": 10.21, "sensitivityUnit": "mV/(m/s²)" },
            ]
            """);
        using LiveBench bench = new(_folder.Root);
        TestSetup setup = bench.Setup with { Variant = "left-hand" };
        RunStart start = setup.Describe(SerialNumber.Parse("SEN-1"), DateTimeOffset.UnixEpoch);
        Assert.Equal(["SN-77"], setup.Header(start).Sensors.Select(s => s.SerialNumber).Where(s => s.Length > 0));
        using LiveBench leftHand = new(_folder.Root) { Setup = setup };
        TestOutcome outcome = await leftHand.TestAsync(LiveBench.Good("SEN-2"));
        string text = Encoding.UTF8.GetString(
            await File.ReadAllBytesAsync(bench.PathOf(outcome), TestContext.Current.CancellationToken));
        Assert.Contains("<e name=\"sensorSerialNumber\">SN-77</e>", text, StringComparison.Ordinal);
        Assert.Contains(
            "<e name=\"calibration\">2026-05-04, 10.21 mV/(m/s²)</e>", text, StringComparison.Ordinal);
        Assert.Equal("left-hand", setup.Header(start).Variant);
        FittedSensor expected = new()
        {
            Channel = "AccA",
            SerialNumber = "SN-77",
            CalibratedOn = new DateOnly(2026, 5, 4),
            Sensitivity = 10.21,
            SensitivityUnit = "mV/(m/s²)",
        };
        Assert.Equal([expected], outcome.Result.Sensors);
        Assert.Equal([expected], bench.Store.Sensors(outcome.Result.Id));
        string report = MotorReport.Render(
            LiveBench.Recipe.PartType,
            baseline: null,
            new MotorReportInput { Result = outcome.Result },
            TimeZoneInfo.Utc);
        Assert.Contains("variant left-hand", report, StringComparison.Ordinal);
        Assert.Contains(
            "<dt>sensor AccA</dt><dd>SN-77, calibrated 2026-05-04, 10.21 mV/(m/s²)</dd>",
            report,
            StringComparison.Ordinal);
        ResultRow row = Assert.Single(bench.Store.List(new ResultQuery()));
        Assert.Equal("left-hand", row.Variant);
        Assert.Equal([expected], row.Sensors);
        using BenchProcess results = await BenchProcess.RunInAsync(_folder.Root, "results", "--data", _folder.Root);
        Assert.Contains("left-hand", results.Output, StringComparison.Ordinal);
        Assert.Contains("AccA SN-77", results.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "channel": "AccA" }]""", "serialNumber")]
    [InlineData("""[{ "channel": "", "serialNumber": "1" }]""", "$[0].channel is empty")]
    [InlineData(
        """[{ "channel": "A", "serialNumber": "1" }, { "channel": "A", "serialNumber": "2" }]""",
        "$[1].channel is \"A\" a second time")]
    [InlineData(
        """[{ "channel": "A", "serialNumber": "1", "sensitivity": 10 }]""", "$[0].sensitivityUnit is empty")]
    [InlineData(
        """[{ "channel": "A", "serialNumber": "1", "sensitivity": 0, "sensitivityUnit": "mV/Pa" }]""",
        "$[0].sensitivity is 0")]
    [InlineData("""[{ "channel": "A", "serialNumber": "1", "calibratedOn": "May" }]""", "$[0].calibratedOn")]
    [InlineData("""[{ "channel": "A", "serialNumber": "1", "colour": "red" }]""", "colour")]
    [InlineData("{", "sensors.json")]
    public void A_file_with_a_mistake_is_refused_with_its_place(string json, string reason)
    {
        Write(json);
        FormatException e = Assert.Throws<FormatException>(() => SensorsFile.Load(DataFolder.Open(_folder.Root)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(_folder.Root, "sensors.json"), json);
}
