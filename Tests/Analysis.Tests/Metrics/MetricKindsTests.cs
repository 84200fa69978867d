using System.Text;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Metrics;

/// <summary>Every kind of analysis of the example in docs, on signals in closed form.</summary>
public sealed class MetricKindsTests
{
    private const double Acceleration = 1e-6;
    private const double Pressure = 20e-6;
    private static readonly string s_text = File.ReadAllText(
        Path.Combine(SharedData.RepositoryRoot, "docs", "examples", "every-analysis.json"));

    private static readonly PartType s_partType = Parse(s_text);
    private static readonly RecipeAnalyzer s_analyzer = new(s_partType);
    private static readonly float[][] s_samples = Samples();
    private static readonly Measurement s_measured = Analyse();

    [Fact]
    public void The_example_has_every_kind_and_every_value_is_measured()
    {
        Type[] kinds =
        [
            .. typeof(AnalysisRequest)
                .GetCustomAttributes(
                    typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
                .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>()
                .Select(kind => kind.DerivedType),
        ];

        Assert.Empty(kinds.Except(s_partType.Analyses.Select(analysis => analysis.GetType())));
        for (int i = 0; i < s_measured.Definition.Curves.Length; i++)
        {
            CurveDefinition curve = s_measured.Definition.Curves[i];
            Assert.All(s_measured.Values(i).ToArray(), value => Assert.True(float.IsFinite(value), curve.Key));
            Assert.NotEmpty(curve.Unit);
        }
    }

    [Fact]
    public void The_result_does_not_depend_on_the_block_size()
    {
        Random random = new(11);
        using AnalysisSession session = s_analyzer.Start();
        for (int at = 0; at < s_samples[0].Length;)
        {
            // Many blocks of one sample, few long ones.
            int length = (int)Math.Pow(10, 4.5 * random.NextDouble() * random.NextDouble());
            at = Feed(session, at, Math.Min(s_samples[0].Length, at + length), length);
        }

        Measurement measured = session.Complete();
        for (int i = 0; i < measured.Definition.Curves.Length; i++)
        {
            Assert.True(measured.Values(i).SequenceEqual(s_measured.Values(i)), measured.Definition.Curves[i].Key);
        }
    }

    [Fact]
    public void Nothing_is_allocated_per_block()
    {
        using AnalysisSession session = s_analyzer.Start();
        int at = Feed(session, 0, 30_000, 512);
        Assert.Equal(0, Allocations.PerCall(() => at = Feed(session, at, at + 512, 512)));
    }

    [Fact]
    public void Order_levels_are_those_of_the_orders()
    {
        // Amplitudes of 1, 0.3 and 0.05; overall are these, a tone at 8 kHz is order 133 at 3600 rpm and beyond.
        Assert.Equal(Level(1), Value("dwell/AccA/OrderLevel/order 1 mean"), 0.05);
        Assert.Equal(Level(0.3), Value("dwell/AccA/OrderLevel/order 8 mean"), 0.05);
        Assert.Equal(Level(0.05), Value("dwell/AccA/OrderLevel/order 48 mean"), 0.05);
        Assert.Equal(
            Level(Math.Sqrt(1 + 0.09 + 0.0025)), Value("dwell/AccA/OrderLevel/overall mean"), 0.05);
        Assert.True(Value("dwell/AccA/OrderLevel/residual mean") < Level(1) - 30);
    }

    [Fact]
    public void Order_levels_of_a_run_up_have_a_value_per_range_of_speed()
    {
        CurveDefinition curve = Definition("run-up/AccA/OrderLevel/order 8 max");

        Assert.Equal(CurveAxis.SpeedRpm, curve.Axis);
        Assert.Equal([1500.0, 2100.0, 2700.0, 3300.0], curve.Positions);
        Assert.Equal(8, curve.Order);
        Assert.All(Values(curve.Key).ToArray(), level => Assert.Equal(Level(0.3), level, 0.2));

        // One range is one figure, and says which.
        CurveDefinition single = Definition("run-up/AccA/OrderLevel/order 8 10 % 1800-3000 rpm");
        Assert.Equal(CurveAxis.None, single.Axis);
        Assert.Equal(Level(0.3), Value(single.Key), 0.2);
        Assert.Null(Definition("run-up/AccA/OrderLevel/overall max").Order);
    }

    [Fact]
    public void Octave_filters_hold_what_lies_in_their_bands()
    {
        // Order 8 at 3600 rpm is 480 Hz, in the third octave of 500 Hz; order 48 is 2880 Hz, 62 Hz above the edge that
        // 2500 and 3150 Hz share.
        CurveDefinition curve = Definition("dwell/Mic/OctaveBand/1/3 octave filters");
        ReadOnlySpan<float> levels = Values(curve.Key);

        Assert.Equal("dB re 20 µPa", curve.Unit);
        Assert.Equal(Level(0.003, Pressure), levels[Nearest(curve, 500)], 0.3);
        double shared = Energy(levels[Nearest(curve, 2500)]) + Energy(levels[Nearest(curve, 3150)]);
        Assert.Equal(Level(0.0005, Pressure), 10 * Math.Log10(shared), 0.3);
        Assert.Contains(
            s_measured.Definition.Curves, one => one.Key == "run-up/Mic/OctaveBand/octave filters F max 0.2-1 s");
    }

    [Fact]
    public void Impulse_indicators_are_those_of_a_modulated_carrier()
    {
        // 1 + 0.5·cos modulates the carrier: mean square (1 + m²/2)/2, fourth moment 3/8·(1 + 3m² + 3m⁴/8).
        const double M = 0.5;
        double second = (1 + (M * M / 2)) / 2;
        double fourth = 3.0 / 8 * (1 + (3 * M * M) + (3 * M * M * M * M / 8));
        Assert.Equal(fourth / (second * second), Value("dwell/AccA/Impulse/kurtosis 6000-10000 Hz"), 0.02);
        Assert.Equal((1 + M) / Math.Sqrt(second), Value("dwell/AccA/Impulse/crest 6000-10000 Hz"), 0.02);
        Assert.Equal("1", Definition("dwell/AccA/Impulse/impulse factor 6000-10000 Hz").Unit);
    }

    [Fact]
    public void Severity_is_the_velocity_of_the_orders()
    {
        // Order 1 at 60 Hz and order 8 at 480 Hz: rms velocity of each is A/(√2·2πf); below 0.2 % is the third.
        double first = 1 / (2 * Math.PI * 60);
        double eighth = 0.3 / (2 * Math.PI * 480);
        double expected = 1000 * Math.Sqrt(((first * first) + (eighth * eighth)) / 2);
        Assert.Equal(expected, Value("dwell/AccA/Severity/severity 10-1000 Hz"), 0.03 * expected);
    }

    [Fact]
    public void Sound_has_its_levels_loudness_and_tones()
    {
        // A at 60, 480, 2880 and 8000 Hz: −26.2, −3.5, +1.2 and −1.1 dB (IEC 61672-1:2013, table 3, interpolated).
        double energy = Power(0.01, -26.2) + Power(0.003, -3.5) + Power(0.0005, 1.2)
            + (Power(0.002, -1.1) * (1 + (0.25 / 2)));
        Assert.Equal(10 * Math.Log10(energy), Value("dwell/Mic/Sound/LAeq"), 0.3);
        Assert.Equal("sone", Definition("dwell/Mic/Sound/N5").Unit);
        Assert.Equal("acum", Definition("dwell/Mic/Sound/S5").Unit);
        Assert.True(Value("dwell/Mic/Sound/N max") >= Value("dwell/Mic/Sound/N5"));
        Assert.True(Value("dwell/Mic/Sound/N5") >= Value("dwell/Mic/Sound/N10"));

        // The same by the whole signal at once, from the step's first sample on.
        float[] dwell = s_samples[1][(int)(1.2 * 51_200)..];
        Assert.Equal(
            Bench.Analysis.Psychoacoustics.TimeVaryingLoudness.Of(dwell, 51_200).N5Sone,
            Value("dwell/Mic/Sound/N5"),
            1e-4);

        // Lines alone stand far out of the noise.
        Assert.True(Value("dwell/Mic/Tone/tone-to-noise ratio") > 20);
        Assert.True(Value("dwell/Mic/Tone/audibility") > 10);
        CurveDefinition ranges = Definition("run-up/Mic/Sound/loudness mean");
        Assert.Equal([1600.0, 2400.0, 3200.0], ranges.Positions);
    }

    [Fact]
    public void Noise_without_a_tone_is_a_number_too()
    {
        Random random = new(5);
        PartType noise = s_partType with
        {
            Analyses = [new ToneRequest { Steps = ["dwell"], Channels = ["Mic"] }],
        };
        using AnalysisSession session = new RecipeAnalyzer(noise).Start();
        session.Process(1, [.. Enumerable.Range(0, 122_880).Select(_ => (float)(random.NextDouble() - 0.5))]);
        Measurement measured = session.Complete();

        Assert.InRange(measured.Values(0)[0], 0, 5);
        Assert.InRange(measured.Values(2)[0], -10, 3);
    }

    // Text of the example, what stands there instead, and the refusal.
    public static TheoryData<string, string, string> WrongValues => new()
    {
        { "\"level\": \"fastMaximum\"", "\"level\": \"fast\"", "level is \"Fast\", expected equivalent, fastMaximum" },
        { "\"toHz\": 16000", "\"toHz\": 24000", "toHz is 24000, expected a band that ends at 23910 Hz or below" },
        { "\"toSeconds\": 1 }", "\"toSeconds\": 2 }", "toSeconds is 2, expected more than fromSeconds, 0.2" },
        { "\"fromSeconds\": 0.2", "\"fromSeconds\": -1", "fromSeconds is -1, expected 0 or more." },
        { "\"widthRpm\": 600", "\"widthRpm\": 100", "ranges.widthRpm is 100, expected 300 or more" },
        { "\"toRpm\": 3000 }", "\"toRpm\": 5000 }", "ranges.toRpm is 5000, expected 3600 or less" },
        { "\"percent\": 10", "\"percent\": 101", "percent is 101, expected 0-100." },
        {
            "\"kind\": \"tones\", \"steps\": [\"dwell\"]",
            "\"kind\": \"tones\", \"steps\": [\"run-up\"]",
            "steps is \"run-up\", expected a step of constant speed."
        },
        {
            "\"kind\": \"severity\", \"steps\": [\"dwell\"], \"channels\": [\"AccA\"]",
            "\"kind\": \"severity\", \"steps\": [\"dwell\"], \"channels\": [\"Mic\"]",
            "channels[0] is \"Mic\", expected a channel of quantity acceleration."
        },
        {
            "\"kind\": \"soundLevel\", \"steps\": [\"run-up\", \"dwell\"], \"channels\": [\"Mic\"]",
            "\"kind\": \"soundLevel\", \"steps\": [\"run-up\", \"dwell\"], \"channels\": [\"AccA\"]",
            "channels[0] is \"AccA\", expected a channel of quantity soundPressure."
        },
        { "\"toHz\": 10000 }]", "\"toHz\": 30000 }]", "bands[1].toHz is 30000, expected less than half" },
        { "\"orders\": [1, 8, 48], \"maxOrder\": 60", "\"orders\": [1, 8, 48], \"maxOrder\": 40", "orders[2] is 48" },
        { "\"aggregation\": \"mean\"", "\"aggregation\": \"median\"", "expected one of mean, maximum, percentile." },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_wrong_value_is_refused_with_its_place_and_what_was_expected(string from, string to, string message)
    {
        int at = s_text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{from} is not in the example");

        FormatException e = Assert.Throws<FormatException>(
            () => Parse(s_text[..at] + to + s_text[(at + from.Length)..]));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_metric_twice_is_refused_but_not_of_another_part()
    {
        const string Line = "{ \"kind\": \"severity\", \"steps\": [\"dwell\"], \"channels\": [\"AccA\"] },";
        string twice = s_text.Replace(Line, Line + Line, StringComparison.Ordinal);
        string parts = s_text.Replace(
            Line,
            Line + Line.Replace(" },", ", \"toSeconds\": 1 },", StringComparison.Ordinal),
            StringComparison.Ordinal);

        Assert.Contains(
            "severity 10-1000 Hz",
            Assert.Throws<FormatException>(() => Parse(twice)).Message,
            StringComparison.Ordinal);
        Assert.Equal(s_partType.Analyses.Length + 1, Parse(parts).Analyses.Length);
    }

    private static PartType Parse(string text) => PartTypeFile.Parse(Encoding.UTF8.GetBytes(text), "every.json");

    private static float[][] Samples() => new VirtualCycle(s_partType).All();

    private static Measurement Analyse()
    {
        using AnalysisSession session = s_analyzer.Start();
        Feed(session, 0, s_samples[0].Length, 4096);
        return session.Complete();
    }

    private static int Feed(AnalysisSession session, int from, int to, int blockLength)
    {
        for (int at = from; at < to; at += blockLength)
        {
            for (int c = 0; c < s_samples.Length; c++)
            {
                int ratio = s_samples[c].Length / s_samples[0].Length;
                int end = Math.Min((at + blockLength) * ratio, s_samples[c].Length);
                session.Process(c, s_samples[c].AsSpan(at * ratio, end - (at * ratio)));
            }
        }

        return to;
    }

    private static double Level(double amplitude, double reference = Acceleration) =>
        20 * Math.Log10(amplitude / Math.Sqrt(2) / reference);

    private static double Power(double amplitude, double weightingDb) =>
        Energy(Level(amplitude, Pressure) + weightingDb);

    private static double Energy(double levelDb) => Math.Pow(10, levelDb / 10);

    private static int Nearest(CurveDefinition curve, double hz) => Enumerable.Range(0, curve.Positions.Length)
        .MinBy(i => Math.Abs(curve.Positions[i] - hz));

    private static CurveDefinition Definition(string key) => s_analyzer.Definition.Curves.Single(one => one.Key == key);

    private static ReadOnlySpan<float> Values(string key)
    {
        int index = s_measured.Definition.Curves.ToList().FindIndex(curve => curve.Key == key);
        Assert.True(index >= 0, key);
        return s_measured.Values(index);
    }

    private static double Value(string key) => Values(key)[0];
}
