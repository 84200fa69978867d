using System.Globalization;
using System.Text;
using Bench.Recordings.Inspection;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings.Inspection;

public sealed class FileInspectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Figures_of_a_channel_follow_from_its_samples()
    {
        ChannelInspection channel = Inspect("x\n1\n2\n\n3\n6\n").Channels[0];
        Assert.Equal((4, 1.0, 6.0, 3.0), (channel.Samples, channel.Minimum, channel.Maximum, channel.Mean));
        Assert.Equal(Math.Sqrt(14.0 / 4), channel.Rms, 1e-12);
        Assert.Null(channel.SampleRateHz);
    }

    [Fact]
    public void Missing_constant_clipped_shifted_and_copied_channels_are_named()
    {
        Random random = new(1);
        StringBuilder table = new("dead;clipped;shifted;copy;missing\n");
        for (int i = 0; i < 5000; i++)
        {
            double noise = random.NextDouble() + random.NextDouble() - 1;
            double wave = Math.Clamp(2 * Math.Sin(i * 0.05) + (0.1 * noise), -1.5, 1.5);
            table.Append(
                CultureInfo.InvariantCulture, $"0;{wave};{noise + 0.9};{(noise + 0.9) * -3};{(i == 7 ? "" : "1.5")}\n");
        }

        FileInspection file = Inspect(table.ToString());
        string[] warnings = [.. file.Channels.Select(channel => string.Join('|', channel.Warnings))];
        Assert.StartsWith("It stays at 0", warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("It seems clipped", warnings[1], StringComparison.Ordinal);
        Assert.StartsWith("Its offset of 0.", warnings[2], StringComparison.Ordinal);
        Assert.StartsWith("1 of 5000 samples are missing", warnings[4], StringComparison.Ordinal);
        Assert.Equal(
            ["\"copy\" is only a copy of \"shifted\" times -3: it measures nothing of its own."], file.Warnings);
    }

    [Theory]
    [InlineData("rpm,accel\n0,1\n0,2\n0,3\n", true)]
    [InlineData("speed_setpoint_rpm,rpm,accel\n900,3,1\n900,0,2\n900,4,3\n", true)]
    [InlineData("speed_setpoint_rpm,rpm,accel\n900,880,1\n900,0,2\n900,904,3\n", false)]
    public void A_motor_that_never_turned_is_named(string table, bool standing)
    {
        bool named = Inspect(table).Warnings.Any(w => w.StartsWith("The motor never turned", StringComparison.Ordinal));
        Assert.Equal(standing, named);
    }

    [Theory]
    [InlineData(48000, 60, 0, null)]
    [InlineData(48828, 50, 0, null)]
    [InlineData(51200, 49.9, 0, null)]
    [InlineData(104755, 62.853, 0,
        "the 60 Hz family appears at 62.85 Hz (12 of its first 12 lines), so that the true rate is about 100 000 Hz")]
    [InlineData(49000, 60, 0, "49 000 Hz is a rate that no common converter has.")]
    [InlineData(48000, 57.6, 0, "the true rate is about 50 000 Hz")]
    [InlineData(48000, 57.6, 28.8, null)]
    [InlineData(48000, 58.9, 0, null)]
    [InlineData(44100, 0, 0, null)]
    public void A_doubtful_rate_is_named_with_its_evidence(
        int headerHz, double familyHz, double shaftHz, string? expected)
    {
        string path = _folder.File("lines.wav");
        File.WriteAllBytes(path, Wav(headerHz, familyHz, shaftHz));
        string warnings = string.Join(' ', FileInspection.Inspect(path).Channels[0].Warnings);
        if (expected is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.Contains(expected, warnings, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_same_samples_under_two_names_are_found()
    {
        string[] names = ["healthy.csv", "faulty.csv", "other.csv"];
        File.WriteAllText(_folder.File(names[0]), "1,2\n3,4\n");
        File.WriteAllText(_folder.File(names[1]), "1.0;2.0\n3.0;4.0\n");
        File.WriteAllText(_folder.File(names[2]), "1,2\n3,5\n");
        string found = Assert.Single(
            FileInspection.FindDuplicates(names.Select(name => FileInspection.Inspect(_folder.File(name)))));
        Assert.StartsWith("\"healthy.csv\" and \"faulty.csv\" hold the same samples", found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_known_traps_in_the_recordings_of_others_are_found_and_no_others()
    {
        string? data = SharedData.Find("data");
        Assert.SkipUnless(data is not null, "The recordings of others are not here.");
        foreach (string file in Directory.GetFiles(Path.Combine(data, "ac_motor_contact_audio")))
        {
            string warnings = string.Join(' ', FileInspection.Inspect(file).Channels[0].Warnings);
            Assert.Contains("the true rate is about 100 000 Hz", warnings, StringComparison.Ordinal);
        }

        string[] copies = [.. Directory.GetFiles(Path.Combine(data, "cwru_npz"))
            .Where(file => FileInspection.Inspect(file)
                .Warnings.Any(w => w.Contains("\"FE\" is only a copy of \"DE\"", StringComparison.Ordinal)))
            .Select(file => Path.GetFileName(file)[5..^9])
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["B_21", "IR_21", "ORat6_14", "ORat6_21"], copies);
    }

    private FileInspection Inspect(string table)
    {
        string path = _folder.File("table.csv");
        File.WriteAllText(path, table);
        return FileInspection.Inspect(path);
    }

    private static byte[] Wav(int rateHz, double familyHz, double shaftHz)
    {
        Random random = new(rateHz);
        int count = rateHz * 6;
        byte[] file = new byte[44 + (2 * count)];
        "RIFF    WAVEfmt "u8.CopyTo(file);
        "data"u8.CopyTo(file.AsSpan(36));
        int[] numbers = [16, 0x00010001, rateHz, rateHz * 2, 0x00100002];
        for (int i = 0; i < numbers.Length; i++)
        {
            BitConverter.TryWriteBytes(file.AsSpan(16 + (4 * i)), numbers[i]);
        }

        BitConverter.TryWriteBytes(file.AsSpan(4), file.Length - 8);
        BitConverter.TryWriteBytes(file.AsSpan(40), 2 * count);
        for (int i = 0; i < count; i++)
        {
            double value = 300 * (random.NextDouble() + random.NextDouble() - 1);
            for (int multiple = 1; multiple <= 12; multiple++)
            {
                double angle = 2 * Math.PI * multiple * i / rateHz;
                value += familyHz > 0 ? 200 * Math.Sin((familyHz * angle) + multiple) : 0;
                value += shaftHz > 0 ? 150 * Math.Cos((shaftHz * angle) + multiple) : 0;
            }

            BitConverter.TryWriteBytes(file.AsSpan(44 + (2 * i)), (short)value);
        }

        return file;
    }
}
