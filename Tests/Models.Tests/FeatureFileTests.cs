using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Bench.Analysis.Metrics;
using Bench.Models.Features;
using Bench.Models.Files;
using Bench.Tests.Shared;

namespace Bench.Models.Tests;

public class FeatureFileTests
{
    private static readonly FeatureTable s_table = new("7DL", Population.Definition,
    [
        .. new Population(2).Good(3).Select((motor, i) => new MotorFeatures(
            motor.SerialNumber, motor.Group, motor.Measurement)
        {
            Origin = new MotorOrigin($"V{i}", "bench, \"north\" #1"),
            Label = i == 2 ? "bearing-outer" : "good",
        }),
    ]);

    [Fact]
    public void An_archive_comes_back_as_it_was_written_to_the_bit()
    {
        byte[] bytes = Npz(s_table);

        FeatureTable read = LoadNpz(bytes);

        Same(s_table, read);
        Assert.Equal(bytes, Npz(read));
    }

    [Fact]
    public void A_text_table_comes_back_as_it_was_written_to_the_bit() =>
        Same(s_table, FeatureCsv.Load(new StringReader(Csv()), "f.csv", Population.Definition));

    [Fact]
    public void Every_number_has_a_step_a_sensor_a_family_a_position_and_a_unit()
    {
        Feature[] features = [.. Feature.Of(Population.Definition)];

        Assert.Equal(Population.Definition.Length, features.Length);
        Assert.Equal(features.Length, features.Select(feature => feature.Key).Distinct().Count());
        Feature eighth = features.First(feature => feature is { Name: "order 8", Position: 7500 });
        Assert.Equal("run-up/AccA/OrderCut/order 8@7500", eighth.Key);
        Assert.Equal(
            ("run-up", "AccA", CurveFamily.OrderCut, CurveAxis.SpeedRpm, "dB re 1 µm/s²"),
            (eighth.Step, eighth.Sensor, eighth.Family, eighth.Axis, eighth.Unit));
        double[] vector = new double[features.Length];
        s_table.Motors[0].Measurement.CopyTo(vector);
        int curve = Population.Definition.Curves.Select((c, i) => (c, i)).First(pair => pair.c.Name == "order 8").i;
        Assert.Equal(s_table.Motors[0].Measurement.Values(curve)[13], vector[eighth.Index]);
    }

    [Fact]
    public void Numpy_reads_the_archive_and_what_it_writes_back_is_read()
    {
        const string Script = """
            import hashlib, io, json, sys, zipfile
            import numpy
            with zipfile.ZipFile(sys.argv[1]) as archive:
                features = numpy.load(archive.open("features.npy"))
                metadata = json.load(archive.open("metadata.json"))
            keep = [i for i, motor in enumerate(metadata["motors"]) if motor["label"] == "good"]
            metadata["motors"] = [metadata["motors"][i] for i in keep]
            matrix = io.BytesIO()
            numpy.save(matrix, features[keep])
            metadata["featuresSha256"] = hashlib.sha256(matrix.getvalue()).hexdigest()
            with zipfile.ZipFile(sys.argv[2], "w") as archive:
                archive.writestr("features.npy", matrix.getvalue())
                archive.writestr("metadata.json", json.dumps(metadata))
            print(features.shape, features[1, 7], metadata["curves"][0]["sensor"])
            """;
        using TemporaryFolder folder = new();
        (string written, string back) = (folder.File("a.npz"), folder.File("b.npz"));
        File.WriteAllBytes(written, Npz(s_table));
        string? output = Python(Script, written, back);
        Assert.SkipWhen(output is null, "python3 with numpy is not installed here");

        string value = s_table.Motors[1].Measurement.Values(0)[7].ToString(CultureInfo.InvariantCulture);
        Assert.StartsWith($"(3, {Population.Definition.Length}) {value[..5]}", output, StringComparison.Ordinal);
        Assert.EndsWith("AccA", output.Trim(), StringComparison.Ordinal);
        using FileStream stream = File.OpenRead(back);
        Same(new FeatureTable("7DL", Population.Definition, s_table.Motors[..2]), FeatureNpz.Load(stream, "b.npz"));
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_never_written()
    {
        Measurement gap = new Population(2).Motor(9, (_, values) => values[0] = float.NaN);

        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            new FeatureTable("7DL", Population.Definition, [new MotorFeatures("gap", "lot 1", gap)]));

        Assert.StartsWith(
            "Motor gap has no finite value at run-up/AccA/OrderCut/order 1 at 1000 rpm",
            e.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"unit\": \"%\"", "\"unit\": \"A\"", "the curves do not match the definition's hash")]
    [InlineData("bench-features", "other", "the format is \"other\" version 1")]
    [InlineData("\"version\": 1", "\"version\": 2", "the format is \"bench-features\" version 2")]
    [InlineData("\"partType\"", "\"partTypes\"", "metadata.json is not that of a feature archive")]
    [InlineData("\"featuresSha256\": \"", "\"featuresSha256\": \"0", "features.npy does not match its SHA-256")]
    public void A_changed_description_is_refused_in_one_sentence(string was, string now, string reason)
    {
        FormatException e = Assert.Throws<FormatException>(() => LoadNpz(
            Changed("metadata.json", bytes => Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(bytes).Replace(was, now, StringComparison.Ordinal)))));

        Assert.StartsWith($"f.npz: {reason}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_value_is_refused()
    {
        FormatException e = Assert.Throws<FormatException>(() => LoadNpz(
            Changed("features.npy", bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)])));

        Assert.Contains("does not match its SHA-256", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_or_truncated_file_is_refused()
    {
        byte[] bytes = Npz(s_table);

        Assert.Throws<FormatException>(() => LoadNpz("nothing"u8.ToArray()));
        Assert.Throws<FormatException>(() => LoadNpz(bytes[..(bytes.Length / 2)]));
        Assert.Throws<FormatException>(() =>
            FeatureCsv.Load(new StringReader("a,b\n1,2\n"), "f.csv", Population.Definition));
    }

    [Theory]
    [InlineData("run-up/AccA/OrderCut/order 1@1500", "run-up/AccB/OrderCut/order 1@1500", "f.csv: column 8 is")]
    [InlineData("M0001", "M0001,1", "f.csv, line 4:")]
    [InlineData(",lot 1,", ",lot 1,,", "f.csv, line 4:")]
    public void A_changed_text_table_is_refused_with_its_place(string was, string now, string start)
    {
        string text = Csv().Replace(was, now, StringComparison.Ordinal);

        FormatException e = Assert.Throws<FormatException>(() =>
            FeatureCsv.Load(new StringReader(text), "f.csv", Population.Definition));

        Assert.StartsWith(start, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e99")]
    [InlineData("")]
    [InlineData("1;5")]
    public void A_text_value_that_is_no_finite_number_is_refused_with_its_column(string value)
    {
        string[] lines = Csv().Split('\n');
        int last = lines[2].LastIndexOf(',');
        lines[2] = lines[2][..(last + 1)] + value;

        FormatException e = Assert.Throws<FormatException>(() =>
            FeatureCsv.Load(new StringReader(string.Join('\n', lines)), "f.csv", Population.Definition));

        Assert.StartsWith(
            $"f.csv, line 3: \"{value}\" in column \"dwell/CurU/SwitchingLine", e.Message, StringComparison.Ordinal);
        Assert.Contains("of motor M0000, expected a finite number", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_definitions_table_is_refused()
    {
        MeasurementDefinition other = new([.. Population.Definition.Curves.Skip(1)]);

        FormatException e = Assert.Throws<FormatException>(() =>
            FeatureCsv.Load(new StringReader(Csv()), "f.csv", other));

        Assert.StartsWith(
            "f.csv: column 7 is \"run-up/AccA/OrderCut/order 1@1000", e.Message, StringComparison.Ordinal);
    }

    private static void Same(FeatureTable expected, FeatureTable actual)
    {
        Assert.Equal((expected.PartType, expected.Definition.Hash), (actual.PartType, actual.Definition.Hash));
        Assert.Equal(expected.Motors.Length, actual.Motors.Length);
        foreach ((MotorFeatures one, MotorFeatures other) in expected.Motors.Zip(actual.Motors))
        {
            Assert.Equal(
                (one.SerialNumber, one.Group, one.Origin, one.Label),
                (other.SerialNumber, other.Group, other.Origin, other.Label));
            for (int c = 0; c < expected.Definition.Curves.Length; c++)
            {
                Assert.True(one.Measurement.Values(c).SequenceEqual(other.Measurement.Values(c)));
            }
        }
    }

    private static FeatureTable LoadNpz(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return FeatureNpz.Load(stream, "f.npz");
    }

    private static byte[] Npz(FeatureTable table)
    {
        using MemoryStream stream = new();
        FeatureNpz.Save(table, stream);
        return stream.ToArray();
    }

    private static string Csv()
    {
        using StringWriter writer = new();
        FeatureCsv.Save(s_table, writer);
        return writer.ToString();
    }

    private static byte[] Changed(string entry, Func<byte[], byte[]> change)
    {
        using MemoryStream changed = new();
        using (MemoryStream stream = new(Npz(s_table)))
        using (ZipArchive from = new(stream, ZipArchiveMode.Read))
        using (ZipArchive to = new(changed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry part in from.Entries)
            {
                using Stream source = part.Open();
                byte[] content = new byte[part.Length];
                source.ReadExactly(content);
                using Stream target = to.CreateEntry(part.FullName).Open();
                target.Write(part.FullName == entry ? change(content) : content);
            }
        }

        return changed.ToArray();
    }

    private static string? Python(string script, params string[] arguments) =>
        Python("/usr/bin/python3", script, arguments) ?? Python("python3", script, arguments);

    private static string? Python(string program, string script, string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, ["-c", script, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            bool lacksNumpy = error.Result.Contains("No module named", StringComparison.Ordinal);
            Assert.True(process.ExitCode == 0 || lacksNumpy, error.Result);
            return lacksNumpy ? null : output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
