using System.Globalization;
using Bench.Analysis.Filters;
using Bench.Analysis.Weightings;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Weightings;

public class VibrationWeightingTests
{
    [Fact]
    public void The_factors_at_the_reference_frequencies_are_those_of_the_standard()
    {
        string? path = SharedData.Find("reference/vectors/iso8041/table1_reference.csv");
        Assert.SkipUnless(path is not null, "needs the shared reference vectors");
        int rows = 0;
        foreach (string[] row in File.ReadLines(path).Skip(1).Select(line => line.Split(',')))
        {
            double frequency = double.Parse(row[1], CultureInfo.InvariantCulture);
            double expected = double.Parse(row[2], CultureInfo.InvariantCulture);

            // The table has four digits.
            double actual = VibrationWeighting.Gain(Enum.Parse<VibrationWeightingKind>(row[0]), frequency);
            Assert.Equal(1, actual / expected, 6e-4);
            rows++;
        }

        Assert.Equal(Enum.GetValues<VibrationWeightingKind>().Length, rows);
    }

    // ISO 2631-1:1997, table 3, in thousandths.
    [Theory]
    [InlineData(VibrationWeightingKind.Wk, 1, 0.482)]
    [InlineData(VibrationWeightingKind.Wk, 4, 0.967)]
    [InlineData(VibrationWeightingKind.Wk, 80, 0.132)]
    [InlineData(VibrationWeightingKind.Wd, 1, 1.011)]
    public void Weightings_of_whole_body_vibration_have_the_values_of_ISO_2631(
        VibrationWeightingKind kind, double frequency, double expected) =>
        Assert.Equal(expected, VibrationWeighting.Gain(kind, frequency), 0.001);

    [Theory]
    [InlineData(25600)]
    [InlineData(102400)]
    public void Filters_follow_the_goal(double rate)
    {
        foreach (VibrationWeightingKind kind in Enum.GetValues<VibrationWeightingKind>())
        {
            BiquadCascade filter = new(VibrationWeighting.Design(kind, rate));
            for (double frequency = 0.05; frequency < rate / 20; frequency *= 1.1)
            {
                double ratio = filter.Response(frequency, rate).Magnitude / VibrationWeighting.Gain(kind, frequency);
                Assert.InRange(ratio, 0.96, 1.01);
                Assert.True(frequency > 0.02 * rate || ratio > 0.99);
            }
        }
    }

    [Fact]
    public void A_filtered_tone_has_its_weighted_amplitude_at_low_frequency_and_high_rate()
    {
        const double Rate = 51200;
        BiquadCascade filter = new(VibrationWeighting.Design(VibrationWeightingKind.Wk, Rate));
        float[] signal = [.. Enumerable.Range(0, 6 * 51200).Select(i => (float)Math.Sin(2 * Math.PI * i / Rate))];
        filter.Process(signal, signal);
        double rms = Math.Sqrt(signal.Skip(5 * 51200).Average(x => (double)x * x));
        Assert.Equal(VibrationWeighting.Gain(VibrationWeightingKind.Wk, 1), rms * Math.Sqrt(2), 0.002);
    }

    [Fact]
    public void A_rate_too_low_for_the_weighting_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VibrationWeighting.Design(VibrationWeightingKind.Wh, 8000));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => VibrationWeighting.Design(VibrationWeightingKind.Wk, double.NaN));
    }
}
