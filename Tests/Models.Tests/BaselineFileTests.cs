using System.Text;
using Bench.Analysis.Metrics;
using Bench.Models.Files;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Tests;

public class BaselineFileTests
{
    private static readonly Baseline s_baseline =
        BaselineTeachIn.Learn(Population.PartType, "abc", new Population(5).Good(24), new TeachInOptions());

    private static readonly byte[] s_bytes = Saved(s_baseline);

    [Fact]
    public void A_loaded_baseline_judges_bit_for_bit_as_the_saved_one()
    {
        Baseline loaded = BaselineFile.Load(new MemoryStream(s_bytes), "b.json");

        Assert.Equal(s_baseline.Id, loaded.Id);
        Assert.Matches("^7DL-[0-9a-f]{12}$", loaded.Id);
        Assert.Equal(s_baseline.Statement, loaded.Statement);
        Assert.Equal((s_baseline.RecipeHash, s_baseline.DefinitionHash), (loaded.RecipeHash, loaded.DefinitionHash));
        Assert.Equal(s_bytes, Saved(loaded));
        for (int i = 500; i < 520; i++)
        {
            Measurement motor = new Population(5).Motor(i, (_, values) => values[0] += i - 505);
            Judgement expected = s_baseline.Judge(motor);
            Judgement actual = loaded.Judge(motor);
            Assert.Equal(expected.Verdict, actual.Verdict);
            Assert.Equal(expected.AnomalyScore, actual.AnomalyScore);
            Assert.Equal(expected.PValue, actual.PValue);
            Assert.Equal(expected.Findings.AsEnumerable(), actual.Findings.AsEnumerable());
        }
    }

    [Fact]
    public void Learning_twice_gives_the_same_bytes()
    {
        Baseline again = BaselineTeachIn.Learn(
            Population.PartType, "abc", new Population(5).Good(24), new TeachInOptions());

        Assert.Equal(s_bytes, Saved(again));
    }

    [Fact]
    public void A_changed_digit_anywhere_in_the_content_is_noticed()
    {
        int start = Encoding.UTF8.GetString(s_bytes).IndexOf("\"content\":", StringComparison.Ordinal) + 10;
        Random random = new(1);
        for (int i = 0; i < 20; i++)
        {
            byte[] changed = (byte[])s_bytes.Clone();
            int at = random.Next(start + 1, s_bytes.Length - 3);
            changed[at] = (byte)(changed[at] == 'A' ? 'B' : 'A');

            FormatException e = Assert.Throws<FormatException>(() => Load(changed));
            Assert.StartsWith("b.json: ", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "b.json: not a baseline file")]
    [InlineData("{", "b.json: not a baseline file")]
    [InlineData("[]", "b.json: not a baseline file, \"format\" is not \"bench-baseline\".")]
    [InlineData("{\"format\":\"other\"}", "b.json: not a baseline file, \"format\" is not \"bench-baseline\".")]
    [InlineData(
        "{\"format\":\"bench-baseline\",\"version\":9}",
        "b.json: the baseline has version 9, this program reads version 1.")]
    [InlineData(
        "{\"format\":\"bench-baseline\",\"version\":1}", "b.json: the baseline lacks \"sha256\" or \"content\".")]
    [InlineData(
        "{\"format\":\"bench-baseline\",\"version\":1,\"sha256\":\"00\",\"content\":{}}",
        "b.json: the content does not match its SHA-256")]
    public void A_foreign_file_is_refused_in_one_sentence(string text, string message)
    {
        FormatException e = Assert.Throws<FormatException>(() => Load(Encoding.UTF8.GetBytes(text)));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        for (int length = 1; length < s_bytes.Length - 1; length += s_bytes.Length / 17)
        {
            Assert.Throws<FormatException>(() => Load(s_bytes[..length]));
        }
    }

    private static Baseline Load(byte[] bytes) => BaselineFile.Load(new MemoryStream(bytes), "b.json");

    private static byte[] Saved(Baseline baseline)
    {
        MemoryStream stream = new();
        BaselineFile.Save(baseline, stream);
        return stream.ToArray();
    }
}
