using System.Reflection;
using System.Text.RegularExpressions;
using Bench.Judging;
using Bench.Models.Verdicts;
using Bench.Tests.Shared;
using Bench.Web.Texts;

namespace Bench.Bench.Tests.Web;

/// <summary>The operator reads French: every reason has French words.</summary>
public partial class FrenchWordsTests
{
    // What the sources call a code, in their own words: new Cause("…", Code = "…", a pattern's first argument.
    [GeneratedRegex(
        """(?:Code = |CodesOf\(|new\(|new Cause\(\s*|\? )"([a-z]+(?:-[a-z]+)+|anomaly|unbalance)"(?! *=>)""")]
    private static partial Regex Codes { get; }

    [Fact]
    public void Every_code_that_the_sources_can_give_has_french_words()
    {
        string[] folders = ["Models/Explanation", "Models/Sensors", "Models/Limits", "Bench/Judging"];
        string[] files =
        [
            .. folders.SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, folder), "*.cs")),
            Path.Combine(SharedData.RepositoryRoot, "Models", "Baseline.cs"),
            Path.Combine(SharedData.RepositoryRoot, "Bench", "Results", "ResultStore.cs"),
        ];
        string[] codes =
        [
            .. files.SelectMany(file => Codes.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
                .Distinct(StringComparer.Ordinal),
        ];
        Assert.Contains("bearing-inner", codes);
        Assert.Contains("stator-eccentricity", codes);
        Assert.Contains("sensors-swapped", codes);
        Assert.All(codes, code => Assert.True(FrenchWords.Knows(code), $"There are no French words for {code}."));
    }

    [Fact]
    public void Every_check_of_the_bench_has_french_words_and_an_instruction_in_both_languages()
    {
        MethodInfo[] checks =
        [
            .. typeof(CheckFinding).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.ReturnType == typeof(Finding)),
        ];
        Assert.InRange(checks.Length, 17, 100);
        foreach (MethodInfo check in checks)
        {
            object?[] arguments = [.. check.GetParameters().Select(parameter => Any(parameter.ParameterType))];
            var finding = (Finding)check.Invoke(null, arguments)!;
            Assert.True(FrenchWords.Knows(finding.Code), finding.Code);
            Assert.NotEmpty(finding.Instruction);
            (string text, string instruction) = FrenchWords.Of(finding, "accelerometer A-side");
            Assert.NotEqual(finding.Text, text);
            Assert.NotEqual(finding.Instruction, instruction);
            Assert.NotEmpty(instruction);
            Assert.DoesNotContain('{', text + instruction);
        }
    }

    [Fact]
    public void An_exceeded_limit_tells_its_figures_with_a_comma()
    {
        Finding finding = new()
        {
            Source = FindingSource.LearnedLimit,
            Code = "order-8.5",
            Text = "order 8.5: +6.2 dB over its limit",
            Curve = "run-up/AccA/OrderCut/order 8.5",
            Channel = "AccA",
            Value = 96.24,
            Limit = 90,
        };
        Assert.Equal(
            "Ordre 8,5 hors limite, 96,2 mesuré pour 90,0 admis (AccA).", FrenchWords.Of(finding, "accel").Text);
    }

    private static object? Any(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(SpeedDeviation) ? new SpeedDeviation(1, 2, 3, 4)
        : Activator.CreateInstance(type);
}
