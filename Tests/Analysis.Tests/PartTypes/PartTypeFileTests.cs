using System.Text;
using Bench.Analysis.PartTypes;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.PartTypes;

public class PartTypeFileTests
{
    [Theory]
    [InlineData("7DL")]
    [InlineData("6AM")]
    public void The_part_types_that_come_with_the_program_are_valid(string name)
    {
        PartType partType = PartTypeFile.Parse(Encoding.UTF8.GetBytes(Sample(name)), $"{name}.json");

        Assert.Equal(name, partType.Name);
        Assert.Equal(11, partType.DurationSeconds, 1e-9);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sample("7DL"))];

        Assert.Equal("7DL", PartTypeFile.Parse(bytes, "7DL.json").Name);
    }

    [Fact]
    public void The_hash_is_the_plain_sha_256_of_the_bytes()
    {
        // FIPS 180-2, appendix B.1.
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", PartTypeFile.HashOf("abc"u8));
    }

    // Text of the 7DL sample, what stands there instead, and the refusal.
    public static TheoryData<string, string, string> WrongValues => new()
    {
        { "\"polePairs\": 4", "\"polePairs\": 0", "7DL.json: machine.polePairs is 0, expected 1-64." },
        {
            "\"polePairs\": 4",
            "\"polePairs\": 4.5",
            "7DL.json: machine.polePairs is 4.5, expected a whole number."
        },
        {
            "\"polePairs\": 4",
            "\"polePairs\": \"four\"",
            "7DL.json: machine.polePairs is \"four\", expected a whole number."
        },
        { "\"polePairs\": 4", "\"polPairs\": 4", "7DL.json: machine.polPairs is not a known member." },
        { "\"polePairs\": 4,", "", "7DL.json: machine lacks polePairs." },
        {
            "\"permanentMagnet\"",
            "\"magnet\"",
            "7DL.json: machine.rotor is \"magnet\", expected one of permanentMagnet, woundRotor."
        },
        {
            "\"statorSlots\": 48",
            "\"statorSlots\": 1e9",
            "7DL.json: machine.statorSlots is 1e9, expected a whole number."
        },
        { "\"statorSlots\": 48", "\"statorSlots\": 2", "7DL.json: machine.statorSlots is 2, expected 3-400." },
        {
            "\"balls\": 9",
            "\"balls\": 16",
            "7DL.json: machine.bearings[0].balls is 16, expected no more balls than fit on the pitch circle."
        },
        {
            "\"B-side\", \"balls\"",
            "\"A-side\", \"balls\"",
            "7DL.json: machine.bearings[1].name is \"A-side\", which machine.bearings[0].name is already."
        },
        {
            "\"name\": \"7DL\"",
            "\"name\": \"7 DL\"",
            "7DL.json: name is \"7 DL\", expected 1-40 letters, digits, hyphens or underscores."
        },
        { "\"revision\": 1", "\"revision\": 0", "7DL.json: revision is 0, expected 1-1000000." },
        {
            "\"id\": \"AccB\"",
            "\"id\": \"AccA\"",
            "7DL.json: channels[1].id is \"AccA\", which channels[0].id is already."
        },
        {
            "\"sampleRateHz\": 51200, \"fullScale\": 63",
            "\"sampleRateHz\": 0, \"fullScale\": 63",
            "7DL.json: channels[3].sampleRateHz is 0, expected 10-10000000."
        },
        {
            "\"channel\": \"Tacho\"",
            "\"channel\": \"Tach\"",
            "7DL.json: tacho.channel is \"Tach\", expected a channel of quantity tacho: Tacho."
        },
        {
            "\"channel\": \"Tacho\"",
            "\"channel\": \"AccA\"",
            "7DL.json: tacho.channel is \"AccA\", expected a channel of quantity tacho: Tacho."
        },
        {
            "\"pulsesPerRevolution\": 8",
            "\"pulsesPerRevolution\": -8",
            "7DL.json: tacho.pulsesPerRevolution is -8, expected 1-10000."
        },
        {
            "\"startRpm\": 600",
            "\"startRpm\": 700",
            "7DL.json: steps[2].startRpm is 700, expected 600, the speed at which \"start\" ends."
        },
        {
            "\"startRpm\": 600, \"endRpm\": 12000",
            "\"startRpm\": 600, \"endRpm\": 500",
            "7DL.json: steps[2].endRpm is 500, expected more than the run-up's start, 600."
        },
        {
            "\"durationSeconds\": 6 ",
            "\"durationSeconds\": -6 ",
            "7DL.json: steps[2].durationSeconds is -6, expected 0.01-3600."
        },
        {
            "\"name\": \"dwell\"",
            "\"name\": \"run-up\"",
            "7DL.json: steps[4].name is \"run-up\", which steps[2].name is already."
        },
        {
            "\"steps\": [\"run-up\"], \"channels\": [\"Trq\"]",
            "\"steps\": [\"runup\"], \"channels\": [\"Trq\"]",
            "7DL.json: analyses[1].steps[0] is \"runup\", expected the name of a step: standstill, start, "
            + "run-up, coast-down, dwell."
        },
        {
            "\"channels\": [\"Trq\"]",
            "\"channels\": [\"Tacho\"]",
            "7DL.json: analyses[1].channels[0] is \"Tacho\", expected the id of a channel other than the "
            + "tacho's: AccA, AccB, AccZ, Mic, CurU, CurV, CurW, Trq."
        },
        {
            "\"orders\": [1, 8, 24, 48]",
            "\"orders\": [1, 8, 24, 1]",
            "7DL.json: analyses[1].orders[3] is 1, which analyses[1].orders[0] is already."
        },
        {
            "\"orders\": [1, 8, 24, 48]",
            "\"orders\": [1, 8, 24, 480]",
            "7DL.json: analyses[1].orders[3] is 480, expected less than 133.57, half of the sample rate at "
            + "11500 rpm."
        },
        {
            "\"fromRpm\": 1000",
            "\"fromRpm\": 100",
            "7DL.json: analyses[0].fromRpm is 100, expected 600 or more, the lowest speed of step \"run-up\"."
        },
        {
            "\"toRpm\": 11500",
            "\"toRpm\": 12500",
            "7DL.json: analyses[0].toRpm is 12500, expected 12000 or less, the highest speed of step \"run-up\"."
        },
        {
            "\"toHz\": 20000",
            "\"toHz\": 26000",
            "7DL.json: analyses[3].toHz is 26000, expected less than half of the sample rate, 25600."
        },
        {
            "\"bandsPerOctave\": 6",
            "\"bandsPerOctave\": 5",
            "7DL.json: analyses[3].bandsPerOctave is 5, expected 1, 3, 6 or 12."
        },
        {
            "\"CurU\", \"CurV\", \"CurW\"",
            "\"CurU\", \"CurV\"",
            "7DL.json: analyses[6].channels has 2 entries, expected 3-3."
        },
        {
            "\"CurU\", \"CurV\", \"CurW\"",
            "\"CurU\", \"CurV\", \"Mic\"",
            "7DL.json: analyses[6].channels[2] is \"Mic\", expected a channel of quantity current."
        },
        {
            "\"kind\": \"level\"",
            "\"kind\": \"noise\"",
            "7DL.json: analyses[5].kind is missing or unknown, expected one of orderCut, orderSpectrum, "
            + "spectrum, envelopeSpectrum, level, phaseCurrents, switchingLine, orderLevels, octaveBands, "
            + "impulses, severity, soundLevel, loudness, tones."
        },
        {
            "\"falseRejectBudget\": 0.01",
            "\"falseRejectBudget\": 1",
            "7DL.json: falseRejectBudget is 1, expected more than 0, at most 0.2."
        },
        {
            "\"falseRejectBudget\": 0.01",
            "\"falseRejectBudget\": null",
            "7DL.json: falseRejectBudget is null, expected a number."
        },
        {
            "\"falseRejectBudget\": 0.01",
            "\"falseRejectBudget\": 0.01, \"fixedLimits\": [{ \"family\": \"level\", \"reason\": \"drawing\" }]",
            "7DL.json: fixedLimits[0] is \"drawing\", expected an upper or a lower value."
        },
        {
            "\"falseRejectBudget\": 0.01",
            "\"falseRejectBudget\": 0.01, \"fixedLimits\": [{ \"family\": \"level\", \"reason\": \"drawing\", "
            + "\"upper\": 1, \"channel\": \"X\" }]",
            "7DL.json: fixedLimits[0].channel is \"X\", expected the id of a channel."
        },
        {
            "\"falseRejectBudget\": 0.01",
            "\"checks\": { \"clippedSamples\": 0 }",
            "7DL.json: checks.clippedSamples is 0, expected 1-1000."
        },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_wrong_value_is_refused_with_its_path_the_value_and_what_was_expected(
        string from, string to, string message)
    {
        string text = Sample("7DL");
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{from} is not in the sample");
        string wrong = text[..at] + to + text[(at + from.Length)..];

        FormatException e = Assert.Throws<FormatException>(
            () => PartTypeFile.Parse(Encoding.UTF8.GetBytes(wrong), "7DL.json"));

        Assert.Equal(message, e.Message);
    }

    [Theory]
    [InlineData("", "x.json: the file is empty, expected a part type object.")]
    [InlineData("null", "x.json: the file holds null, expected a part type object.")]
    [InlineData("[]", "x.json: the file is a list, expected an object.")]
    [InlineData("{}", "x.json: the part type lacks name, description, revision, ")]
    [InlineData("{ \"name\": \"a\",\n \"revision\" 1 }", "x.json, line 2: ")]
    [InlineData("PK\u0003\u0004", "x.json, line 1: ")]
    public void A_foreign_file_is_refused_in_one_sentence(string text, string message)
    {
        FormatException e = Assert.Throws<FormatException>(
            () => PartTypeFile.Parse(Encoding.UTF8.GetBytes(text), "x.json"));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_and_never_crashes()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Sample("6AM").TrimEnd());
        for (int length = 0; length < bytes.Length; length += 37)
        {
            Assert.Throws<FormatException>(() => PartTypeFile.Parse(bytes.AsSpan(0, length), "cut.json"));
        }
    }

    private static string Sample(string name) =>
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "Samples", "PartTypes", $"{name}.json"));
}
