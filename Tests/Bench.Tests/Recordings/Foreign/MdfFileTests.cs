using Bench.Recordings;
using Bench.Recordings.Foreign;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>MDF of other tools: values follow from the bytes the test writes, or are those of asammdf 8.0.</summary>
public sealed class MdfFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, int, double, double, double> Expected => new()
    {
        { "CANedge_17BD1DB7_00000006_00000170.MF4", "Timestamp", 2010, 65785.32650000001, 66084.3428,
            65920.65523595057 },
        { "CANedge_17BD1DB7_00000006_00000170.MF4", "CAN_DataFrame.ID", 2010, 1979, 2028, 2006.2076721717015 },
        { "CANedge_FCBF0606_00003482_00000001-60B621D9.MF4", "CAN_DataFrame.BusChannel", 1815, 1, 1,
            1.296530653527787 },
        { "asammdf_ASAP2_Demo_V171.mf4", "ASAM.M.SCALAR.UBYTE.TAB_INTP_DEFAULT_VALUE", 12402, 111, 111,
            110.73877414364448 },
        { "asammdf_ASAP2_Demo_V171.mf4", "ASAM.M.SCALAR.UWORD.IDENTICAL.BITMASK_0FF0", 12402, 50, 2,
            39.097057516732626 },
        { "asammdf_ASAP2_Demo_V171.mf4", "ASAM.M.SCALAR.UBYTE.RAT_FUNC.DIV_10", 12402, 14.4, 12.8,
            14.502263084604017 },
        { "asammdf_test_batch_cut_1.mf4", "ASAM.M.SCALAR.SBYTE.IDENTICAL.DISCRETE", 32, 68, 112, 78.61854107015724 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Expected))]
    public void Files_of_other_tools_have_the_values_that_asammdf_reads(
        string file, string channel, int count, double first, double last, double rms)
    {
        string? path = SharedData.Find($"data/formats/mf4/{file}");
        Assert.SkipUnless(path is not null, "The recordings of others are not here.");
        PeerValues.Check(_folder.Open(path).Find(channel), count, first, last, rms);
    }

    [Fact]
    public void Unsorted_records_are_given_to_their_groups()
    {
        ForeignRecording file = Read(Unsorted("MDF     ", 0));
        Assert.Equal([1, 2, 3], file.Find("a").Samples.ToArray());
        Assert.Equal([-1000, 1000], file.Find("b").Samples.ToArray());
        Assert.Equal(1000, file.Find("a").SampleRateHz!.Value);
    }

    [Fact]
    public void Bits_of_any_width_and_byte_order_are_read_and_invalid_values_are_NaN()
    {
        // 3 bytes of data: a 12-bit signed number at bit 4 of the first two, a big-endian one of 16 bits over the
        // last two; then a byte whose bit 1 marks the first as invalid.
        MdfBuilder file = new();
        long big = file.Channel("big", (1, 0, 1, 16), 0);
        long narrow = file.Channel("narrow", (2, 4, 0, 12), big, invalidBit: 1);
        long group = file.ChannelGroup(narrow, 0, 0, 3, 3, 1);
        long data = file.Block("##DT", [], [0xF0, 0xFF, 0x01, 0, 0x50, 0x00, 0x02, 2, 0x00, 0x80, 0x03, 0]);
        ForeignRecording read = Read(file.ToArray(file.DataGroup(group, data, 0)));
        Assert.Equal([-1, double.NaN, -2048], read.Find("narrow").Samples.ToArray());
        Assert.Equal([0xFF01, 0x0002, 0x8003], read.Find("big").Samples.ToArray());
    }

    [Theory]
    [InlineData(1, new double[] { 5, 2 }, "5 7 9 11 13")]
    [InlineData(2, new double[] { 0, 1, 6, 0, 0, 2 }, "3 3.5 4 4.5 5")]
    [InlineData(2, new double[] { 1, 0, 0, 0, 0, 1 }, "0 1 4 9 16")]
    [InlineData(4, new double[] { 1, 10, 3, 20 }, "10 10 15 20 20")]
    [InlineData(5, new double[] { 1, 10, 3, 20 }, "10 10 10 20 20")]
    [InlineData(6, new double[] { 1, 2, 7, 4, 9, 8, -1 }, "-1 7 7 -1 8")]
    public void Conversions_give_what_the_standard_says(byte kind, double[] values, string expected)
    {
        ForeignRecording read = Converted(file => file.Conversion(kind, values));
        Assert.Equal(expected, string.Join(' ', read.Find("x").Samples.ToArray()));
    }

    [Theory]
    [InlineData("X*2+1", "1 3 5 7 9")]
    [InlineData("(X1 - 5) / -2.5e-1", "20 16 12 8 4")]
    [InlineData("2 - X - 1", "1 0 -1 -2 -3")]
    [InlineData("-X**2 + pow(X, 3)", "0 0 4 18 48")]
    [InlineData("sqrt(X) * sqrt(X) - sin(0) + log10(1000)", "3 4 5 6 7")]
    [InlineData("abs(exp(ln(2)) - X)", "2 1 0 1 2")]
    public void A_formula_gives_what_it_says(string formula, string expected)
    {
        double[] values = Converted(file => file.Conversion(3, [file.Text(formula)], [])).Channels[0].Samples.ToArray();
        Assert.Equal(expected, string.Join(' ', values.Select(x => Math.Round(x, 12))));
    }

    [Theory]
    [InlineData("X ^ 2", "with an unexpected \"^\" at 3")]
    [InlineData("2 * Y", "with \"Y\", which is not known")]
    [InlineData("(X", "that ends too early")]
    [InlineData("shell(X)", "with the function shell, which is not known")]
    public void A_formula_that_is_not_known_leaves_its_channel_out(string formula, string reason)
    {
        ForeignRecording read = Converted(file => file.Conversion(3, [file.Text(formula)], []));
        Assert.Empty(read.Channels);
        Assert.Contains($"it is converted by a formula {reason}.", read.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_codes_beside_a_scale_keep_their_numbers_and_the_rest_is_scaled()
    {
        // 3 and 4 stand for texts; everything else is scaled.
        ForeignRecording read = Converted(file =>
            file.Conversion(7, [file.Text("short circuit"), file.Text("open"), file.Conversion(1, 100, 10)], [3, 4]));
        Assert.Equal([100, 110, 120, 3, 4], read.Channels[0].Samples.ToArray());
        Assert.Contains("their numbers are given", read.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_stand_for_numbers_become_them()
    {
        MdfBuilder file = new();
        long conversion = file.Conversion(9, [file.Text("off"), file.Text("on")], [0, 1, -1]);
        long channel = file.Channel("state", (7, 0, 0, 32), 0, conversion);
        long group = file.ChannelGroup(channel, 0, 0, 3, 4, 0);
        byte[] records = [.. "on\0\0off\0odd\0"u8];
        byte[] bytes = file.ToArray(file.DataGroup(group, file.Block("##DT", [], records), 0));
        Assert.Equal([1, 0, -1], Read(bytes).Find("state").Samples.ToArray());
    }

    [Fact]
    public void Arrays_of_fixed_size_become_a_channel_of_each_element()
    {
        MdfBuilder file = new();
        long channel = file.Channel("m", (2, 0, 1, 16), 0, composition: file.Array(2, 2, 3));
        long group = file.ChannelGroup(channel, 0, 0, 2, 13, 0);
        byte[] records = [.. Enumerable.Range(0, 2).SelectMany(row => (byte[])
            [0xEE, .. Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes((short)((10 * row) - i)))])];
        ForeignRecording read =
            Read(file.ToArray(file.DataGroup(group, file.Block("##DT", [], records), 0)));
        Assert.Equal(
            ["m[0][0]", "m[0][1]", "m[0][2]", "m[1][0]", "m[1][1]", "m[1][2]"], read.Channels.Select(c => c.Name));
        Assert.Equal([-5, 5], read.Find("m[1][2]").Samples.ToArray());
    }

    [Fact]
    public void Blocks_behind_the_last_list_of_a_logger_that_stopped_belong_to_it()
    {
        // Flags 1, 4 and 16: counters, the length of the last block, and the last list. Its list has room for three
        // blocks and names one; two more follow it, the last of open length.
        MdfBuilder file = new("UnFinMF ", 1 | 4 | 16);
        long group = file.ChannelGroup(file.Channel("x", (0, 0, 0, 8), 0), 0, 0, 0, 1, 0);
        long dataGroup = file.DataGroup(group, 0, 0);
        long list = file.Block("##DL", [0, 0, 0, 0], [0, 0, 0, 0, 3, 0, 0, 0, .. new byte[24]]);
        long first = file.Block("##DT", [], [1, 2, 3, 4, 5, 6, 7, 8]);
        file.Block("##DT", [], [9, 10, 11, 12, 13, 14, 15, 16]);
        long last = file.Block("##DT", [], [17, 18, 19]);
        byte[] bytes = file.ToArray(dataGroup);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)dataGroup + 24 + 16), list);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)list + 24 + 8), first);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)last + 8), 24L);
        Assert.Equal(Enumerable.Range(1, 19).Select(i => (double)i), Read(bytes).Find("x").Samples.ToArray());
    }

    [Fact]
    public void Compressed_and_transposed_blocks_in_lists_form_one_stream()
    {
        Assert.Equal(
            [.. Enumerable.Range(0, 300).Select(i => i * 1.5)], Read(Compressed()).Find("x").Samples.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_file_that_was_not_finalised_is_counted_anew(int bytesLost)
    {
        // Flags 1 and 4: cycle counters and the length of the last data block are not up to date.
        ForeignRecording file = Read(Unsorted("UnFinMF ", 5)[..^bytesLost]);
        Assert.Equal([1, 2, 3], file.Find("a").Samples.ToArray());
        Assert.Equal(bytesLost == 0 ? [-1000, 1000] : [-1000.0], file.Find("b").Samples.ToArray());
        Assert.Contains("counted anew", file.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_the_loggers_own_tool_can_mend_is_refused()
    {
        MdfBuilder file = new("UnFinMF ", 1, 4);
        RecordingException e = Assert.Throws<RecordingException>(() => Read(file.ToArray(0)));
        Assert.Contains("only the tool of the logger's maker can", e.Message, StringComparison.Ordinal);
    }

    internal static byte[] Compressed()
    {
        MdfBuilder file = new();
        static byte[] Rows(int first, int count) =>
            [.. Enumerable.Range(first, count).SelectMany(i => BitConverter.GetBytes(i * 1.5))];
        long channel = file.Channel("x", (4, 0, 0, 64), 0);
        long group = file.ChannelGroup(channel, 0, 0, 300, 8, 0);
        static byte[] Offsets(params long[] at) =>
            [0, 0, 0, 0, (byte)at.Length, 0, 0, 0, .. at.SelectMany(BitConverter.GetBytes)];
        long second = file.Block("##DL", [0, file.Block("##DT", [], Rows(250, 50))], Offsets(2000));
        long first = file.Block(
            "##DL", [second, file.Compressed(Rows(0, 100)), file.Compressed(Rows(100, 150), 8)], Offsets(0, 800));
        return file.ToArray(file.DataGroup(group, file.Block("##HL", [first], new byte[8]), 0));
    }

    internal static byte[] Unsorted(string id, ushort flags)
    {
        MdfBuilder file = new(id, flags);
        bool isOpen = flags != 0;
        long time = file.Channel("t", (4, 0, 0, 64), 0, kind: 2);
        long second = file.ChannelGroup(file.Channel("b", (3, 0, 0, 16), 0), 0, 2, isOpen ? 0 : 2u, 2, 0);
        long first = file.ChannelGroup(file.Channel("a", (0, 0, 8, 8), time), second, 1, isOpen ? 0 : 3u, 9, 0);
        static byte[] A(double seconds, byte value) => [1, .. BitConverter.GetBytes(seconds), value];
        byte[] records = [.. A(0, 1), 2, 0xFC, 0x18, .. A(0.001, 2), .. A(0.002, 3), 2, 0x03, 0xE8];
        long dataAt = file.DataGroup(first, 0, 1);
        long data = file.Block("##DT", [], records);
        byte[] bytes = file.ToArray(dataAt);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)dataAt + 24 + 16), data);
        if (isOpen)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan((int)data + 8), 24L);
        }

        return bytes;
    }

    // The bytes 0 to 4 through a conversion.
    private ForeignRecording Converted(Func<MdfBuilder, long> conversion)
    {
        MdfBuilder file = new();
        long channel = file.Channel("x", (0, 0, 0, 8), 0, conversion(file));
        long group = file.ChannelGroup(channel, 0, 0, 5, 1, 0);
        return Read(file.ToArray(file.DataGroup(group, file.Block("##DT", [], [0, 1, 2, 3, 4]), 0)));
    }

    private ForeignRecording Read(byte[] bytes)
    {
        string path = _folder.File("file.mf4");
        File.WriteAllBytes(path, bytes);
        return _folder.Open(path);
    }
}
