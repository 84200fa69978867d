using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Tests;

public class WrongGainTests
{
    private const float GainDb = 20;

    private static readonly Baseline s_baseline = BaselineTeachIn.Learn(
        Population.PartType, "hash", new Population(1).Good(20), new TeachInOptions());

    [Theory]
    [InlineData(GainDb, "dB too high")]
    [InlineData(-GainDb, "dB too low")]
    public void One_accelerometer_off_in_all_bands_is_a_wrong_gain(float db, string text)
    {
        Finding finding = Assert.Single(Check((curve, i) => curve.Channel == "AccZ" ? db : 0));

        Assert.Equal("sensor-gain", finding.Code);
        Assert.Equal("AccZ", finding.Channel);
        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_motor_that_is_louder_at_all_sensors_is_not() =>
        Assert.Empty(Check((curve, i) => GainDb));

    [Fact]
    public void A_rise_of_the_high_bands_alone_is_not() =>
        Assert.Empty(Check((curve, i) => curve.Channel == "AccZ" && curve.Positions[i] > 1000 ? GainDb : 0));

    private static ImmutableArray<Finding> Check(Func<CurveDefinition, int, float> addedDb) =>
        s_baseline.CheckSensors(new Population(1).Motor(5001, (curve, values) =>
        {
            for (int i = 0; curve.IsDecibel && i < values.Length; i++)
            {
                values[i] += addedDb(curve, i);
            }
        }));
}
