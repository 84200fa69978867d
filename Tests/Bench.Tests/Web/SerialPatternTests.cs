using System.Text;
using Bench.Analysis.PartTypes;
using Bench.Bench.Tests.Testing;
using Bench.Recipes;
using Bench.Results;
using Bench.Web.Live;

namespace Bench.Bench.Tests.Web;

/// <summary>The part type follows from the serial number.</summary>
public class SerialPatternTests
{
    [Theory]
    [InlineData("7DL-*", "7DL-2611-00001", true)]
    [InlineData("7DL-*", "7DL-", true)]
    [InlineData("7DL-*", "6AM-2611-00001", false)]
    [InlineData("7DL-####-#####", "7DL-2611-00001", true)]
    [InlineData("7DL-####-#####", "7DL-2611-0000A", false)]
    [InlineData("7DL-####-#####", "7DL-2611-000011", false)]
    [InlineData("?DL*01", "7DL-01", true)]
    [InlineData("?DL*01", "7D01", false)]
    [InlineData("", "7DL-1", false)]
    public void A_pattern_fits_what_it_says(string pattern, string serialNumber, bool fits) =>
        Assert.Equal(fits, (LiveBench.Recipe.PartType with { SerialPattern = pattern }).Fits(serialNumber));

    [Theory]
    [InlineData("7DL-**")]
    [InlineData("<b>*")]
    [InlineData("0123456789012345678901234567890123456789*")]
    public void What_is_no_pattern_is_refused_when_the_part_type_is_loaded(string pattern)
    {
        string text = File.ReadAllText(LiveBench.PartTypeFile)
            .Replace(
                "\"revision\": 1,",
                $"\"revision\": 1, \"serialPattern\": \"{pattern}\",",
                StringComparison.Ordinal);
        FormatException e = Assert.Throws<FormatException>(
            () => PartTypeFile.Parse(Encoding.UTF8.GetBytes(text), "short.json"));
        Assert.Contains("serialPattern", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_part_types_that_come_with_the_program_are_told_apart()
    {
        Recipe[] recipes = [Recipe.Load("7DL"), Recipe.Load("6AM")];
        Assert.Equal(
            "6AM", PartTypeChoice.Of([.. recipes], SerialNumber.Parse("6AM-2611-00001"), asked: null).PartType.Name);
        Assert.Throws<FormatException>(
            () => PartTypeChoice.Of([.. recipes], SerialNumber.Parse("8XX-1"), asked: null));
        Assert.Equal(
            "7DL", PartTypeChoice.Of([.. recipes], SerialNumber.Parse("8XX-1"), asked: "7DL").PartType.Name);
    }
}
