using Bench.Samples.Simulation;

namespace Bench.Samples.Tests.Simulation;

public class SeededDefectTests
{
    [Theory]
    [InlineData("bearing-outer:0.5", Defect.BearingOuter, 0.5)]
    [InlineData("unbalance:1", Defect.Unbalance, 1)]
    [InlineData("loose-part", Defect.LoosePart, 0.5)]
    [InlineData("switching-frequency:0", Defect.SwitchingFrequency, 0)]
    public void A_defect_is_read_by_name_with_medium_severity_by_default(string text, Defect defect, double severity)
    {
        Assert.Equal(new SeededDefect(defect, severity), SeededDefect.Parse(text));
    }

    [Fact]
    public void Every_defect_and_fault_is_read_back_from_its_name()
    {
        foreach (Defect defect in Enum.GetValues<Defect>())
        {
            var seeded = new SeededDefect(defect, 0.25);
            Assert.Equal(seeded, SeededDefect.Parse(seeded.ToString()));
        }

        foreach (BenchFault fault in Enum.GetValues<BenchFault>())
        {
            Assert.Equal(fault, DefectNames.ParseFault(DefectNames.Of(fault)));
        }
    }

    [Theory]
    [InlineData("bearing:0.5", "bearing-outer")]
    [InlineData("", "unbalance")]
    [InlineData("BearingOuter:0.5", "bearing-outer")]
    [InlineData("unbalance:", "0 to 1")]
    [InlineData("unbalance:1.5", "0 to 1")]
    [InlineData("unbalance:-0.5", "0 to 1")]
    [InlineData("unbalance:NaN", "0 to 1")]
    [InlineData("unbalance:0,5", "0 to 1")]
    public void A_wrong_text_is_refused_with_what_is_expected(string text, string expected)
    {
        FormatException error = Assert.Throws<FormatException>(() => SeededDefect.Parse(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
