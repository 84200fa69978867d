using System.Buffers.Binary;
using Bench.Models.Detectors;
using Bench.Models.Files;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Tests;

/// <summary>A second engine is calibrated by our code, judged by hash, and never decides.</summary>
public sealed class SecondOpinionTests
{
    private static readonly Population s_population = new(seed: 61);

    private static readonly Lazy<Baseline> s_learned = new(() => Learn(new MeanEngine()));

    [Fact]
    public void Its_p_value_counts_the_left_out_scores_at_or_above()
    {
        // The engine scores by the mean of all values: a motor 30 dB louder everywhere lies above every good one.
        Judgement loud = s_learned.Value.Judge(s_population.Motor(
            900, (curve, values) => Raise(curve.IsDecibel ? 30 : 0, values)));
        Judgement quiet = s_learned.Value.Judge(s_population.Motor(
            901, (curve, values) => Raise(curve.IsDecibel ? -30 : 0, values)));

        Assert.Equal(1.0 / 25, loud.SecondPValue, 12);
        Assert.Equal(1, quiet.SecondPValue, 12);
    }

    [Fact]
    public void It_never_decides()
    {
        Baseline alone = Learn(engine: null);
        for (int motor = 300; motor < 306; motor++)
        {
            Assert.Equal(
                alone.Judge(s_population.Motor(motor)).Verdict,
                s_learned.Value.Judge(s_population.Motor(motor)).Verdict);
        }
    }

    [Fact]
    public void A_score_that_is_not_finite_is_invalid()
    {
        byte[] file = s_learned.Value.SecondOpinion!.File.ToArray();
        Baseline baseline = Reloaded().With(new MeanEngine { IsBroken = true }, file);

        Judgement judgement = baseline.Judge(s_population.Motor(300));

        Assert.Equal((Verdict.Invalid, "engine-not-finite"), (judgement.Verdict, judgement.Findings[0].Code));
    }

    [Fact]
    public void A_foreign_or_changed_file_is_refused_before_the_engine_sees_it()
    {
        byte[] changed = [.. s_learned.Value.SecondOpinion!.File];
        changed[0] ^= 1;
        MeanEngine engine = new();

        FormatException refused = Assert.Throws<FormatException>(() => Reloaded().With(engine, changed));

        Assert.Contains(s_learned.Value.SecondOpinion.Sha256, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, engine.Loads);
        Assert.False(Reloaded().SecondOpinion!.IsReady);
    }

    [Fact]
    public void With_its_file_a_baseline_judges_as_before_it_was_kept()
    {
        Baseline again = Reloaded().With(new MeanEngine(), s_learned.Value.SecondOpinion!.File.ToArray());

        Assert.Equal(s_learned.Value.Id, again.Id);
        Assert.Equal(
            s_learned.Value.Judge(s_population.Motor(300)).SecondPValue,
            again.Judge(s_population.Motor(300)).SecondPValue);
        Assert.Equal(double.NaN, Reloaded().Judge(s_population.Motor(300)).SecondScore);
    }

    private static Baseline Learn(IAnomalyEngine? engine) => BaselineTeachIn.Learn(
        Population.PartType, "", s_population.Good(24), new TeachInOptions { Engine = engine });

    private static Baseline Reloaded()
    {
        using MemoryStream file = new();
        BaselineFile.Save(s_learned.Value, file);
        file.Position = 0;
        return BaselineFile.Load(file, "test");
    }

    private static void Raise(float by, float[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += by;
        }
    }

    /// <summary>Scores by how far the mean of all values lies above that of the learning motors.</summary>
    private sealed class MeanEngine : IAnomalyEngine
    {
        public bool IsBroken { get; init; }

        public int Loads { get; private set; }

        public string Name => "mean";

        public byte[] Train(IReadOnlyList<double[]> rows)
        {
            byte[] file = new byte[sizeof(double)];
            BinaryPrimitives.WriteDoubleLittleEndian(file, rows.Average(row => row.Average()));
            return file;
        }

        public Func<double[], double> Load(byte[] file)
        {
            Loads++;
            double mean = BinaryPrimitives.ReadDoubleLittleEndian(file);
            return vector => IsBroken ? double.NaN : vector.Average() - mean;
        }
    }
}
