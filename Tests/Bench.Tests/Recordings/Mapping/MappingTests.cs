using System.Collections.Immutable;
using System.Text;
using Bench.Analysis.PartTypes;
using Bench.Recordings;
using Bench.Recordings.Mapping;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings.Mapping;

public sealed class MappingTests : IDisposable
{
    private const string Minimal = """
        { "description": "d", "partType": "p.json", "sampleRate": { "hz": 1000 },
          "channels": [ { "id": "Acc", "source": "2", "unit": "g" } ] }
        """;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Samples => [.. Directory
        .GetFiles(Path.Combine(SharedData.RepositoryRoot, "Samples", "Foreign"), "*.mapping.json")
        .Select(path => Path.GetFileName(path))
        .Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public void Each_sample_mapping_names_channels_of_its_part_type(string file)
    {
        RecordingMapping mapping =
            RecordingMappingFile.Load(Path.Combine(SharedData.RepositoryRoot, "Samples", "Foreign", file));
        PartType partType = PartTypeFile.Parse(File.ReadAllBytes(mapping.PartTypePath), mapping.PartType);
        Assert.Equal(partType.Channels.Select(channel => channel.Id), mapping.Channels.Select(channel => channel.Id));
        Assert.Null(partType.Tacho);
        if (mapping.SegmentSeconds is double seconds)
        {
            Assert.Equal(seconds, partType.DurationSeconds, 1e-9);
        }
    }

    [Theory]
    [InlineData("\"hz\": 1000", "\"hz\": 0", "$.sampleRate has a number that is not above 0")]
    [InlineData("\"hz\": 1000", "\"hz\": 1000, \"fromFile\": true", "$.sampleRate has 2 of hz, fromFile")]
    [InlineData("\"hz\": 1000", "", "$.sampleRate has 0 of hz, fromFile")]
    [InlineData("\"unit\": \"g\"", "\"unit\": \"G\"", "$.channels[0].unit is \"G\", expected one of")]
    [InlineData("\"source\": \"2\"", "\"source\": \"2\", \"sauce\": 1", "sauce")]
    [InlineData("\"source\": \"2\", ", "", "source")]
    [InlineData("\"description\": \"d\"", "\"description\": 7", "$.description")]
    [InlineData("\"description\": \"d\"", "\"segmentSeconds\": -1, \"description\": \"d\"", "$.segmentSeconds is -1")]
    [InlineData(
        "\"description\": \"d\"", "\"speed\": { \"fixedRpm\": 0 }, \"description\": \"d\"", "$.speed has a number")]
    [InlineData("\"description\": \"d\"", "\"speed\": { }, \"description\": \"d\"", "$.speed has 0 of")]
    public void A_wrong_mapping_is_refused_with_path_and_reason(string find, string replacement, string reason)
    {
        string text = Minimal.Replace(find, replacement, StringComparison.Ordinal);
        Assert.NotEqual(Minimal, text);
        RecordingException e = Assert.Throws<RecordingException>(() => Parse(text));
        Assert.StartsWith("m.json: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_become_SI_units_and_the_file_gives_serial_number_and_group()
    {
        MappedRecording read = Assert.Single(Load(Minimal, "1,2\n3,-4\n"));
        Assert.Equal([2 * 9.80665, -4 * 9.80665], read.Channels[0].Samples.ToArray());
        Assert.Equal("motor 7-x", read.SerialNumber.ToString());
        Assert.Equal("motor 7(x", read.Group);
        Assert.Equal(1000, read.SampleRateHz);
    }

    [Fact]
    public void A_long_recording_is_cut_into_motors_of_one_group()
    {
        string text =
            Minimal.Replace("\"partType\"", "\"segmentSeconds\": 0.004, \"partType\"", StringComparison.Ordinal);
        ImmutableArray<MappedRecording> pieces =
            Load(text, string.Concat(Enumerable.Range(0, 10).Select(i => $"0,{i}\n")));
        Assert.Equal(["motor 7-x.01", "motor 7-x.02"], pieces.Select(piece => piece.SerialNumber.ToString()));
        Assert.Single(pieces.Select(piece => piece.Group).Distinct());
        Assert.Equal(4 * 9.80665, pieces[1].Channels[0].Samples.First);
        RecordingException e = Assert.Throws<RecordingException>(() => Load(text, "0,1\n0,2\n"));
        Assert.Contains("shorter than one piece", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_may_come_from_a_column_of_times()
    {
        string text = Minimal.Replace(
            "\"hz\": 1000", "\"timeColumn\": \"1\", \"secondsPerUnit\": 0.001", StringComparison.Ordinal);
        Assert.Equal(500, Load(text, "10,1\n12,1\n14,1\n")[0].SampleRateHz, 1e-9);
        RecordingException e = Assert.Throws<RecordingException>(() => Load(text, "10,1\n12,1\n30,1\n"));
        Assert.Contains("not evenly spaced", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_is_not_there_is_named_with_those_that_are()
    {
        RecordingException e = Assert.Throws<RecordingException>(() => Load(Minimal, "1\n2\n"));
        Assert.Contains("no channel \"2\"; it has \"1\"", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cwru-6205", "cwru_npz", 10, 43, 48000.0, 1797.0)]
    [InlineData("mfpt", "mfpt_vload", 14, 28, 48828.0, 1500.0)]
    [InlineData("bldc-audio", "bldc_audio_cauca", 30, 300, 16000.0, null)]
    [InlineData("turn-short", "itsc_motor_current", 23, 115, 1000.0, null)]
    [InlineData("femto", "femto_pronostia", 94, 94, 25600.0, 1800.0)]
    public void The_recordings_of_others_load_by_their_mappings(
        string name, string folder, int files, int pieces, double rateHz, double? rpm)
    {
        string? data = SharedData.Find(Path.Combine("data", folder));
        Assert.SkipUnless(data is not null, "The recordings of others are not here.");
        RecordingMapping mapping = RecordingMappingFile.Load(
            Path.Combine(SharedData.RepositoryRoot, "Samples", "Foreign", $"{name}.mapping.json"));
        ImmutableArray<string> paths = mapping.FilesIn(data);
        MappedRecording[] read = [.. paths.SelectMany(path => MappedRecording.Of(_folder.Open(path), mapping))];
        Assert.Equal(files, paths.Length);
        Assert.Equal(pieces, read.Length);
        Assert.Equal(pieces, read.Select(piece => piece.SerialNumber).Distinct().Count());
        Assert.Equal(rateHz, read[0].SampleRateHz);
        Assert.Equal(rpm, read[0].FixedSpeedRpm);
        Assert.All(read, piece => Assert.All(
            piece.Channels, channel => Assert.Equal(read[0].Channels[0].Samples.Length, channel.Samples.Length)));
    }

    [Fact]
    public void Pulse_times_are_cut_with_their_recording()
    {
        string? data = SharedData.Find("data/windturbine_hs_bearing/data-20130311T030024Z.mat");
        Assert.SkipUnless(data is not null, "The recordings of others are not here.");
        RecordingMapping mapping = RecordingMappingFile.Load(
            Path.Combine(SharedData.RepositoryRoot, "Samples", "Foreign", "wind-turbine.mapping.json"));
        ImmutableArray<MappedRecording> pieces = MappedRecording.Of(_folder.Open(data), mapping);
        Assert.Equal(3, pieces.Length);
        Assert.Equal(187, pieces.Sum(piece => piece.PulseTimesSeconds.Length));
        foreach (MappedRecording piece in pieces)
        {
            Assert.All(piece.PulseTimesSeconds.ToArray(), time => Assert.InRange(time, 0, 1));
            double rpm = 60 / (piece.RevolutionTimesSeconds[10] - piece.RevolutionTimesSeconds[9]);
            Assert.InRange(rpm, 1830, 1910);
        }
    }

    private static RecordingMapping Parse(string text) =>
        RecordingMappingFile.Parse(Encoding.UTF8.GetBytes(text), "m.json");

    private ImmutableArray<MappedRecording> Load(string mapping, string table)
    {
        string path = _folder.File("motor 7(x.csv");
        File.WriteAllText(path, table);
        return MappedRecording.Of(_folder.Open(path), Parse(mapping));
    }
}
