using Bench.Recordings;
using Bench.Recordings.Foreign;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>TDMS: values follow from the bytes the test writes, or are those that npTDMS 1.11 reads.</summary>
public sealed class TdmsFileTests : IDisposable
{
    private const uint NewList = 4;
    private const uint Interleaved = 32;
    private const uint Int16 = 2;
    private const uint Float64 = 10;
    private const uint Raw = uint.MaxValue;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, double, int, double, double, double> Expected => new()
    {
        { "npTDMS_raw1", "First  Channel", 50000, 2000, -0.18402661214026306, 0.0009155552842799158,
            0.18935148113158504 },
        { "npTDMS_raw1", "Seventh Cha", 50000, 2000, 5.043183690908536, 5.074922940763573, 4.907328071917651 },
        { "TDMSReader_IncrementalMetaInformation", "channel1", 0, 6, 1, 3, 2.160246899469287 },
        { "TDMSReader_AdditionalProperties", "Uo (V AC)", 0, 321, 0.892704, 0.861282, 0.8962189311260726 },
        { "npTDMS_Digital_Input",
            "07/09/2012 06:58:23 PM - Digital Input - All Data/Dev1_port3_line7 - line 0",
            2000, 20000, 0, 1, 0.7071067811865476 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Expected))]
    public void Files_of_other_tools_have_the_values_that_npTDMS_reads(
        string file, string channel, double rateHz, int count, double first, double last, double rms)
    {
        string? path = SharedData.Find($"data/formats/tdms/{file}.tdms");
        Assert.SkipUnless(path is not null, "The recordings of others are not here.");
        ForeignChannel read = _folder.Open(path).Find(channel);
        Assert.Equal(rateHz, read.SampleRateHz ?? 0);
        PeerValues.Check(read, count, first, last, rms);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Segments_change_what_they_hold_in_either_byte_order(bool bigEndian)
    {
        ForeignRecording file = Read(Incremental(bigEndian));
        Assert.Equal([1, 2, 5, 6, 9, 10, 13, 14, 17], file.Find("a").Samples.ToArray());
        Assert.Equal([3, 4, 7, 8, 11, 12, 15, 16, 18], file.Find("b").Samples.ToArray());
        Assert.Equal([100, 101], file.Find("c").Samples.ToArray());
        Assert.Equal(51200, file.Find("a").SampleRateHz!.Value);
        Assert.Equal("m/s^2", file.Find("a").Unit);
    }

    [Fact]
    public void A_channel_of_a_name_that_two_groups_have_is_named_with_its_group()
    {
        TdmsBuilder file = new();
        file.Object("/'it''s'/'x'", file.Plain(Float64, 1)).Object("/'two'/'x'", file.Plain(Float64, 1));
        file.Segment(NewList, TdmsBuilder.Doubles(1, 2));
        Assert.Equal(["it's/x", "two/x"], Read(file.ToArray()).Channels.Select(channel => channel.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_file_whose_writer_crashed_is_read_as_far_as_it_goes(int bytesLost)
    {
        TdmsBuilder file = new();
        file.Object("/'g'/'a'", file.Plain(Float64, 2));
        file.Segment(NewList, TdmsBuilder.Doubles(1, 2)).Segment(0, TdmsBuilder.Doubles(3, 4, 5, 6), crashed: true);
        ForeignRecording read = Read(file.ToArray()[..^bytesLost]);
        double[] written = [1, 2, 3, 4, 5, 6];
        Assert.Equal(written[..^((bytesLost + 7) / 8)], read.Channels[0].Samples.ToArray());
        Assert.Contains("crash", read.Notes.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_prefix_of_a_file_is_read_or_refused_and_never_gives_other_values()
    {
        byte[] whole = Incremental(bigEndian: false);
        double[] expected = Read(whole).Find("a").Samples.ToArray();
        for (int length = 1; length < whole.Length; length++)
        {
            try
            {
                double[] read = Read(whole[..length]).Find("a").Samples.ToArray();
                Assert.Equal(expected[..read.Length], read);
            }
            catch (RecordingException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }

    [Fact]
    public void A_chain_of_scales_ends_in_the_physical_value()
    {
        // 2: table of (1: 3 x + 1), 3: polynomial 1 + x + x² of the raw values, 4: sum of both; 5: 4 taken from 2.
        TdmsBuilder file = new();
        file.Object(
            "/'g'/'a'",
            file.Plain(Float64, 4),
            ("NI_Number_Of_Scales", 6u),
            ("NI_Scale[0]_Scale_Type", "AdvancedAPI"),
            ("NI_Scale[1]_Scale_Type", "Linear"),
            ("NI_Scale[1]_Linear_Slope", 3.0),
            ("NI_Scale[1]_Linear_Y_Intercept", 1.0),
            ("NI_Scale[1]_Linear_Input_Source", Raw),
            ("NI_Scale[2]_Scale_Type", "Table"),
            ("NI_Scale[2]_Table_Input_Source", 1u),
            ("NI_Scale[2]_Table_Pre_Scaled_Values_Size", 3u),
            ("NI_Scale[2]_Table_Pre_Scaled_Values[0]", 10.0),
            ("NI_Scale[2]_Table_Pre_Scaled_Values[1]", 4.0),
            ("NI_Scale[2]_Table_Pre_Scaled_Values[2]", 1.0),
            ("NI_Scale[2]_Table_Scaled_Values_Size", 3u),
            ("NI_Scale[2]_Table_Scaled_Values[0]", 160.0),
            ("NI_Scale[2]_Table_Scaled_Values[1]", 100.0),
            ("NI_Scale[2]_Table_Scaled_Values[2]", 40.0),
            ("NI_Scale[3]_Scale_Type", "Polynomial"),
            ("NI_Scale[3]_Polynomial_Input_Source", 0u),
            ("NI_Scale[3]_Polynomial_Coefficients_Size", 3u),
            ("NI_Scale[3]_Polynomial_Coefficients[0]", 1.0),
            ("NI_Scale[3]_Polynomial_Coefficients[1]", 1.0),
            ("NI_Scale[3]_Polynomial_Coefficients[2]", 1.0),
            ("NI_Scale[4]_Scale_Type", "Add"),
            ("NI_Scale[4]_Add_Left_Operand_Input_Source", 2u),
            ("NI_Scale[4]_Add_Right_Operand_Input_Source", 3u),
            ("NI_Scale[5]_Scale_Type", "Subtract"),
            ("NI_Scale[5]_Subtract_Left_Operand_Input_Source", 2u),
            ("NI_Scale[5]_Subtract_Right_Operand_Input_Source", 4u));
        file.Segment(NewList, TdmsBuilder.Doubles(-1, 0.5, 2, 7));
        Assert.Equal([1, 1.75, 7, 57], Read(file.ToArray()).Channels[0].Samples.ToArray());
        file = new();
        file.Object(
            "/'g'/'a'",
            file.Plain(Float64, 1),
            ("NI_Number_Of_Scales", 1u),
            ("NI_Scale[0]_Scale_Type", "Add"),
            ("NI_Scale[0]_Add_Left_Operand_Input_Source", 0u),
            ("NI_Scale[0]_Add_Right_Operand_Input_Source", 0u));
        RecordingException e = Assert.Throws<RecordingException>(() => Read(
            file.Segment(NewList, TdmsBuilder.Doubles(1)).ToArray()));
        Assert.Contains("scales that need each other", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DAQmx_rows_of_two_widths_are_taken_apart_and_scaled()
    {
        ForeignRecording read = Read(Daqmx());
        Assert.Equal([0.5, 1, 1.5, 2], read.Find("a").Samples.ToArray());
        Assert.Equal([-1, 0, 1, 2], read.Find("b").Samples.ToArray());
    }

    internal static byte[] Incremental(bool bigEndian)
    {
        TdmsBuilder file = new(bigEndian);
        byte[] Numbers(params short[] values) =>
            [.. values.SelectMany(v => bigEndian ? BitConverter.GetBytes(v).Reverse() : BitConverter.GetBytes(v))];
        file.Object("/", null, ("title", "trial"))
            .Object("/'g'", null)
            .Object("/'g'/'a'", file.Plain(Int16, 2), ("wf_increment", 1 / 51200.0), ("unit_string", "m/s^2"))
            .Object("/'g'/'b'", file.Plain(Int16, 2))
            .Segment(NewList, Numbers(1, 2, 3, 4, 5, 6, 7, 8));
        file.Segment(0, Numbers(9, 10, 11, 12));
        file.Object("/'g'/'a'", [0]).Object("/'g'/'b'", [0]).Segment(NewList | Interleaved, Numbers(13, 15, 14, 16));
        file.Object("/'g'/'c'", file.Plain(Int16, 1)).Object("/'g'/'a'", file.Plain(Int16, 1));
        file.Object("/'g'/'b'", file.Plain(Int16, 1)).Segment(0, Numbers(17, 18, 100));
        file.Object("/'g'/'a'", null).Object("/'g'/'b'", null).Segment(0, Numbers(101));
        return file.ToArray();
    }

    internal static byte[] Daqmx()
    {
        // Two rows of i16 a, i32 b a chunk; a is scale 0's input, b scale 1's of its own.
        TdmsBuilder file = new();
        static uint[] Index(uint type, uint offset, uint scale) =>
            [0x1269, uint.MaxValue, 1, 2, 0, 1, type, 0, offset, 0, scale, 1, 6];
        file.Object(
            "/'g'/'a'",
            Index(3, 0, 0),
            ("NI_Number_Of_Scales", 2u),
            ("NI_Scale[1]_Scale_Type", "Linear"),
            ("NI_Scale[1]_Linear_Slope", 0.5),
            ("NI_Scale[1]_Linear_Y_Intercept", 0.0),
            ("NI_Scale[1]_Linear_Input_Source", 0u));
        file.Object("/'g'/'b'", Index(5, 2, 0), ("NI_Number_Of_Scales", 1u));
        byte[] raw =
        [
            .. Enumerable.Range(1, 4).SelectMany(
                i => (byte[])[.. BitConverter.GetBytes((short)i), .. BitConverter.GetBytes(i - 2)]),
        ];
        return file.Segment(NewList | 128, raw).ToArray();
    }

    private ForeignRecording Read(byte[] bytes)
    {
        string path = _folder.File("file.tdms");
        File.WriteAllBytes(path, bytes);
        return _folder.Open(path);
    }
}
