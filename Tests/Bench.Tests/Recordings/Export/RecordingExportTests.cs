using System.Globalization;
using System.Text;
using Bench.Recordings;
using Bench.Recordings.Export;
using Bench.Recordings.Foreign;

namespace Bench.Bench.Tests.Recordings.Export;

/// <summary>
/// Exports are read back by this program's readers, which are tested against files of other tools; the same exports
/// were opened with npTDMS 1.11, pyuff 2.5.6, NumPy and SciPy: same values, names, units and rates.
/// </summary>
public sealed class RecordingExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ExportFormat.Npz, 0)]
    [InlineData(ExportFormat.Uff, 51200)]
    [InlineData(ExportFormat.Tdms, 51200)]
    [InlineData(ExportFormat.Wav, 51200)]
    public void What_is_exported_is_read_back(ExportFormat format, double rateHz)
    {
        using ForeignRecording source = Source(51200, 20000);
        ForeignRecording read = Export(source, format);
        for (int i = 0; i < 2; i++)
        {
            // Every value of the source is a float: none is rounded by any of these formats.
            Assert.Equal(source.Channels[i].Samples.ToArray(), read.Channels[i].Samples.ToArray());
            Assert.Equal(rateHz, read.Channels[i].SampleRateHz ?? 0);
        }

        if (format is ExportFormat.Uff or ExportFormat.Tdms)
        {
            Assert.Equal(["acc 'x'", "Übel"], read.Channels.Select(channel => channel.Name));
            Assert.Equal(["m/s²", "Pa"], read.Channels.Select(channel => channel.Unit));
        }
    }

    [Fact]
    public void Csv_has_time_names_units_and_every_digit()
    {
        using ForeignRecording source = Source(1000, 50);
        ForeignRecording read = Export(source, ExportFormat.Csv);
        Assert.Equal(["time [s]", "acc 'x' [m/s²]", "Übel [Pa]"], read.Channels.Select(channel => channel.Name));
        Assert.Equal(source.Channels[0].Samples.ToArray(), read.Channels[1].Samples.ToArray());
        Assert.Equal(0.049, read.Channels[0].Samples.Last);
    }

    [Fact]
    public void Integers_of_24_bits_are_within_half_a_step_of_the_stated_scale()
    {
        using ForeignRecording source = Source(48000, 1000);
        ForeignRecording read = Export(source, ExportFormat.Wav24);
        double scale = source.Channels.Max(c => c.Samples.ToArray().Max(Math.Abs)) * (1 << 23) / ((1 << 23) - 1);
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(_folder.File("out")));
        string stated = string.Create(CultureInfo.InvariantCulture, $"full scale {scale:R}; 1 acc");
        Assert.Contains(stated, text, StringComparison.Ordinal);
        for (int i = 0; i < 1000; i++)
        {
            double back = read.Channels[0].Samples.At(i) * scale;
            Assert.Equal(source.Channels[0].Samples.At(i), back, 0.51 * scale / (1 << 23));
        }
    }

    [Fact]
    public void Above_the_sizes_of_RIFF_the_file_is_RF64()
    {
        using ForeignRecording source = Source(48000, 1000);
        string path = _folder.File("big.wav");
        using (FileStream stream = File.Create(path))
        {
            ExportSink sink = new(source.Channels, null, TestContext.Current.CancellationToken);
            WavExport.Write(source, ExportFormat.Wav, stream, sink, largestRiff: 1000);
        }

        Assert.Equal("RF64"u8, File.ReadAllBytes(path).AsSpan(0, 4));
        Assert.Equal(
            source.Channels[1].Samples.ToArray(), _folder.Open(path).Channels[1].Samples.ToArray());
    }

    // 1 / rate to eight digits: 1/51200 and 1/48000 = 2.08333333…E-5, of which 13 columns hold these.
    [Theory]
    [InlineData(1 / 51200.0, "  1.953125E-5")]
    [InlineData(1 / 48000.0, " 2.0833333E-5")]
    [InlineData(1 / 131072.0, " 7.6293945E-6")]
    [InlineData(1.0, "       1.0E0")]
    [InlineData(0.0, "       0.0E0")]
    public void The_interval_has_as_many_digits_as_fit(double value, string expected)
    {
        Assert.Equal(expected.PadLeft(13), UffExport.Number(value));
        Assert.Equal(value, double.Parse(UffExport.Number(value), CultureInfo.InvariantCulture), 5e-8 * value);
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(97656.25)]
    [InlineData(131072)]
    public void A_universal_file_keeps_the_rate(double rateHz)
    {
        using ForeignRecording source = Source(rateHz, 10);
        double read = Export(source, ExportFormat.Uff).Channels[0].SampleRateHz!.Value;

        // A hundredth of a sample in a minute at most.
        Assert.Equal(rateHz, read, 0.02 / 60);
    }

    [Fact]
    public void Channels_of_two_rates_do_not_fit_in_one_table()
    {
        using ForeignRecording one = Source(1000, 10);
        using ForeignRecording source =
            one with { Channels = [one.Channels[0], one.Channels[1] with { SampleRateHz = 500 }] };
        RecordingException e = Assert.Throws<RecordingException>(() => Export(source, ExportFormat.Csv));
        Assert.Contains("differ; choose with --channels", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, Export(source, ExportFormat.Tdms).Channels.Length);
    }

    [Theory]
    [InlineData(ExportFormat.Wav)]
    [InlineData(ExportFormat.Npz)]
    [InlineData(ExportFormat.Csv)]
    public void An_export_that_is_stopped_leaves_nothing_and_keeps_what_was_there(ExportFormat format)
    {
        string path = _folder.File("out");
        File.WriteAllText(path, "before");
        using CancellationTokenSource stop = new();
        using ForeignRecording source = Source(1000, 100_000);
        Assert.Throws<OperationCanceledException>(() =>
            RecordingExport.Write(source, format, path, new Stopper(stop), stop.Token));
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    private static ForeignRecording Source(double rateHz, int count)
    {
        Random random = new(7);
        double[] One() => [.. Enumerable.Range(0, count).Select(_ => (double)(float)((random.NextDouble() * 20) - 10))];
        return new ForeignRecording(
            "here.x",
            "test",
            [new("acc 'x'", "m/s²", rateHz, One()), new("Übel", "Pa", rateHz, One())],
            []);
    }

    private ForeignRecording Export(ForeignRecording source, ExportFormat format)
    {
        string path = _folder.File("out");
        RecordingExport.Write(source, format, path, null, TestContext.Current.CancellationToken);
        return _folder.Open(path);
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value) => stop.Cancel();
    }
}
