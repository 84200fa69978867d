using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bench.Recordings;
using Bench.Recordings.Foreign;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>Universal files: values follow from the text of the file, or are those that pyuff 2.5.6 reads.</summary>
public sealed class UffFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, double, int, double, double, double> Expected => new()
    {
        { "Sample_UFF58_ascii", "Mic 01.0Scalar", 65536, 79292, -0.0147553, -0.00431469, 0.014344561885237512 },
        { "Sample_UFF58b_bin", "Mic 01.0Scalar", 65536, 79292, -0.014755260199308395, -0.004314688965678215,
            0.014344562064668722 },
        { "binary8byte", "sine 5 Hz", 100, 250, 0, 0.3090193569660187, 0.7071068422273921 },
        { "MoSQITo_noise_1Pa_RMS", "id1", 2048, 20480, 0.0770220867288, 0.261656174306, 0.9999999999999917 },
        { "sample_dataset58_psd", "Power Spectral Density (PSD) (real)", 0, 3201, 0, 2.634827e-10,
            0.00013277211938528177 },
        { "sample_dataset58_psd", "Power Spectral Density (PSD) [Hz]", 0, 3201, 0, 3200, 1847.665193336354 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Expected))]
    public void Functions_of_other_tools_have_the_values_that_pyuff_reads(
        string file, string channel, double rateHz, int count, double first, double last, double rms)
    {
        string? path = SharedData.Find($"data/formats/uff/{file}.uff");
        Assert.SkipUnless(path is not null, "The recordings of others are not here.");
        ForeignChannel read = _folder.Open(path).Find(channel);
        Assert.Equal(rateHz, read.SampleRateHz ?? 0);
        PeerValues.Check(read, count, first, last, rms);
    }

    [Theory]
    [InlineData(" 1.00000E+00-2.50000E+01", "1 -25")]
    [InlineData(" 1.00000D+00 2.5d1", "1 25")]
    [InlineData("-1.00000E+000 5.00000E-005", "-1 5E-05")]
    [InlineData(" 1.0-100-2.0-101", "1E-100 -2E-101")]
    [InlineData("************ 3.00000E+00", "NaN 3")]
    [InlineData(" NaN -Infinity", "NaN NaN")]
    [InlineData(" 12 .5", "12 0.5")]
    public void Numbers_of_fixed_columns_are_told_apart(string data, string expected)
    {
        ForeignRecording file = Read(Text(2, 2, even: true, data));
        Assert.Equal(
            expected,
            string.Join(' ', file.Channels[0].Samples.ToArray().Select(x => x.ToString(CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("1.95313E-05", 51200)]
    [InlineData("1.95312E-05", 51200)]
    [InlineData("9.76563E-06", 102400)]
    [InlineData("7.62939E-06", 131072)]
    [InlineData("2.26757E-05", 44100)]
    [InlineData("1.00000E-05", 100000)]
    [InlineData("1.95E-05", 1 / 1.95e-5)]
    [InlineData("3.33333E-01", 3)]
    public void A_rate_that_the_digits_of_its_interval_leave_is_found(string interval, double rateHz) =>
        Assert.Equal(rateHz, Read(Text(2, 2, even: true, "1 2", interval)).Channels[0].SampleRateHz!.Value);

    [Fact]
    public void Complex_values_of_uneven_abscissa_become_three_channels()
    {
        ForeignRecording file = Read(Text(6, 2, even: false, "1.0 2.0 3.0\r\n1.5 4.0 5.0"));
        Assert.Equal(["run 1 [time]", "run 1 (real)", "run 1 (imaginary)"], file.Channels.Select(c => c.Name));
        Assert.Equal([1, 1.5], file.Channels[0].Samples.ToArray());
        Assert.Equal([2, 4], file.Channels[1].Samples.ToArray());
        Assert.Equal([3, 5], file.Channels[2].Samples.ToArray());
        Assert.Null(file.Channels[1].SampleRateHz);
    }

    [Theory]
    [InlineData(2, 4, false, true)]
    [InlineData(2, 4, true, true)]
    [InlineData(4, 8, false, true)]
    [InlineData(4, 8, true, false)]
    [InlineData(5, 4, false, true)]
    [InlineData(6, 8, true, false)]
    [InlineData(2, 8, false, true)]
    public void Binary_functions_of_every_form_and_byte_order_are_read(int type, int bytes, bool bigEndian, bool even)
    {
        ForeignRecording file = Read(Binary(type, bytes, bigEndian, even));
        int width = (even ? 0 : 1) + (type > 4 ? 2 : 1);
        int first = even ? 0 : 1;
        for (int part = first; part < width; part++)
        {
            double[] expected = [.. Enumerable.Range(0, 5).Select(i => (i * width) + part - 2.5)];
            Assert.Equal(expected, file.Channels[part].Samples.ToArray());
        }
    }

    [Fact]
    public void A_binary_function_without_a_line_end_before_its_delimiter_is_read_with_what_follows()
    {
        byte[] one = Binary(2, 4, false, true, lineEnd: "");
        ForeignRecording file = Read([.. one, .. one]);
        Assert.Equal(["run 1", "run 1 at 12+Z"], file.Channels.Select(channel => channel.Name));
        Assert.Equal(-2.5, file.Channels[1].Samples.First);
    }

    [Theory]
    [InlineData("1 2", 3, "claims 3 values, but 2 numbers follow: it is cut off")]
    [InlineData("1 2 3 4", 3, "has more values than the 3 it says")]
    [InlineData("1 x 3", 3, "no number where value 2 of 3")]
    [InlineData("1", 200000000, "it is cut off")]
    [InlineData("1", -1, "none of dataset 58")]
    public void A_function_that_contradicts_itself_is_refused(string data, int count, string reason)
    {
        RecordingException e = Assert.Throws<RecordingException>(() => Read(Text(2, count, even: true, data)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    internal static byte[] Text(int type, int count, bool even, string data, string interval = "1.00000E-03") =>
        Encoding.Latin1.GetBytes($"    -1\n    58\n{Header(type, count, even, interval)}{data}\n    -1\n");

    internal static byte[] Binary(int type, int bytes, bool bigEndian, bool even, string lineEnd = "\n")
    {
        int numbers = 5 * ((even ? 0 : 1) + (type > 4 ? 2 : 1));
        byte[] data = new byte[numbers * bytes];
        for (int i = 0; i < numbers; i++)
        {
            Span<byte> place = data.AsSpan(i * bytes, bytes);
            Write(place, i - 2.5);
            if (bigEndian)
            {
                place.Reverse();
            }
        }

        string first = string.Create(
            CultureInfo.InvariantCulture,
            $"    58b{(bigEndian ? 2 : 1),6}{2,6}{11,12}{data.Length,12}{0,6}{0,6}{0,12}{0,12}");
        return
        [
            .. Encoding.Latin1.GetBytes($"    -1\n{first}\n{Header(type, 5, even, "1.00000E-03")}"),
            .. data,
            .. Encoding.Latin1.GetBytes($"{lineEnd}    -1\n"),
        ];
    }

    private static void Write(Span<byte> place, double value)
    {
        if (place.Length == sizeof(float))
        {
            BinaryPrimitives.WriteSingleLittleEndian(place, (float)value);
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(place, value);
        }
    }

    private static string Header(int type, int count, bool even, string interval) => string.Create(
        CultureInfo.InvariantCulture,
        $"run 1\nNONE\nNONE\nNONE\nNONE\n"
            + $"    1         0    0         0 NONE              12   3 NONE               0   0\n"
            + $"{type,10}{count,10}{(even ? 1 : 0),10}{"0.00000E+00",13}{interval,13}{"0.00000E+00",13}\n"
            + $"        17    0    0    0 time                 s\n"
            + $"        12    0    0    0 acc                  m/s^2\n"
            + $"         0    0    0    0 NONE                 NONE\n"
            + $"         0    0    0    0 NONE                 NONE\n");

    private ForeignRecording Read(byte[] bytes)
    {
        string path = _folder.File("file.uff");
        File.WriteAllBytes(path, bytes);
        return _folder.Open(path);
    }
}
