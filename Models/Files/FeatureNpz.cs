using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.Models.Features;

namespace Bench.Models.Files;

/// <summary>
/// Features as a NumPy archive: features.npy, a matrix of motors x features, and metadata.json, which says what every
/// column and every row is. A notebook may write one back with the same columns; it then writes the matrix's SHA-256
/// anew. An archive is data: reading one loads no types and runs nothing from it.
/// </summary>
public static class FeatureNpz
{
    /// <summary>Largest part that is read: 100,000 motors of 2,500 values.</summary>
    public const int MostBytes = 1 << 30;

    private const string Matrix = "features.npy";
    private const string Metadata = "metadata.json";

    // A zip entry without this gets the time of writing; the same table then gave other bytes each time.
    private static readonly DateTimeOffset s_entryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a table; the same table always gives the same bytes.</summary>
    public static void Save(FeatureTable table, Stream stream)
    {
        byte[] matrix = NpyMatrix.Write(
            [.. table.Motors.Select(motor => FeatureVectors.Of(motor.Measurement))], table.Definition.Length);
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        Put(archive, Matrix, matrix);
        Put(archive, Metadata, JsonSerializer.SerializeToUtf8Bytes(
            Describe(table, Convert.ToHexStringLower(SHA256.HashData(matrix))), FeatureMetadata.Json));
    }

    /// <summary>Reads a table.</summary>
    /// <param name="stream">The file; it must be seekable.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="FormatException">Not such an archive, changed since it was written, columns that do not belong
    /// to the stated definition, or a value that is not finite: the message says which, in one sentence.</exception>
    public static FeatureTable Load(Stream stream, string source)
    {
        try
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            FeatureMetadata metadata = JsonSerializer.Deserialize<FeatureMetadata>(
                Get(archive, Metadata), FeatureMetadata.Json) ?? throw new FormatException("metadata.json is null");
            return ToTable(metadata, Get(archive, Matrix));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new FormatException($"{source}: not a NumPy archive, or cut off.", e);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{source}: metadata.json is not that of a feature archive ({e.Path}).", e);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new FormatException($"{source}: {FeatureVectors.Sentence(e)}.", e);
        }
    }

    private static FeatureTable ToTable(FeatureMetadata metadata, byte[] matrix)
    {
        if (metadata.Format != FeatureMetadata.ExpectedFormat || metadata.Version != FeatureMetadata.ExpectedVersion)
        {
            throw new FormatException(
                $"the format is \"{metadata.Format}\" version {metadata.Version}, expected "
                + $"\"{FeatureMetadata.ExpectedFormat}\" version {FeatureMetadata.ExpectedVersion}");
        }

        if (Convert.ToHexStringLower(SHA256.HashData(matrix)) != metadata.FeaturesSha256)
        {
            throw new FormatException(
                "features.npy does not match its SHA-256 in metadata.json, so it was damaged or changed");
        }

        MeasurementDefinition definition = new([.. metadata.Curves.Select(ToCurve)]);
        if (definition.Hash != metadata.DefinitionHash)
        {
            throw new FormatException("the curves do not match the definition's hash, so a column was changed");
        }

        if (metadata.Motors.FirstOrDefault(motor => motor.DefinitionHash != definition.Hash) is { } other)
        {
            throw new FormatException($"motor {other.SerialNumber} has features of another definition");
        }

        float[][] rows = NpyMatrix.Read(matrix, metadata.Motors.Length, definition.Length);
        return new FeatureTable(metadata.PartType, definition, [.. metadata.Motors.Select((motor, i) =>
            new MotorFeatures(motor.SerialNumber, motor.Group, FeatureVectors.ToMeasurement(definition, rows[i]))
            {
                Origin = new MotorOrigin(motor.Variant, motor.Bench),
                Label = motor.Label,
            })]);
    }

    private static FeatureMetadata Describe(FeatureTable table, string hash)
    {
        ImmutableArray<FeatureMetadata.CurveColumns>.Builder curves =
            ImmutableArray.CreateBuilder<FeatureMetadata.CurveColumns>();
        int column = 0;
        foreach (CurveDefinition curve in table.Definition.Curves)
        {
            curves.Add(new FeatureMetadata.CurveColumns
            {
                FirstColumn = column,
                Step = curve.Step,
                Sensor = curve.Channel,
                Family = curve.Family,
                Name = curve.Name,
                Axis = curve.Axis,
                Positions = curve.Positions,
                Unit = curve.Unit,
                Order = curve.Order,
            });
            column += curve.Positions.Length;
        }

        return new FeatureMetadata
        {
            Format = FeatureMetadata.ExpectedFormat,
            Version = FeatureMetadata.ExpectedVersion,
            PartType = table.PartType,
            DefinitionHash = table.Definition.Hash,
            FeaturesSha256 = hash,
            Curves = curves.ToImmutable(),
            Motors =
            [
                .. table.Motors.Select(motor => new FeatureMetadata.MotorRow
                {
                    SerialNumber = motor.SerialNumber,
                    Group = motor.Group,
                    Variant = motor.Origin.Variant,
                    Bench = motor.Origin.Bench,
                    Label = motor.Label,
                    DefinitionHash = motor.Measurement.Definition.Hash,
                }),
            ],
        };
    }

    private static CurveDefinition ToCurve(FeatureMetadata.CurveColumns curve) => new(
        curve.Step, curve.Sensor, curve.Family, curve.Name, curve.Axis, curve.Positions, curve.Unit, curve.Order);

    private static void Put(ZipArchive archive, string name, byte[] content)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = s_entryTime;
        using Stream target = entry.Open();
        target.Write(content);
    }

    private static byte[] Get(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(name)
            ?? throw new FormatException($"there is no {name} in it, so it is no feature archive");
        if (entry.Length > MostBytes)
        {
            throw new FormatException($"{name} claims {entry.Length} bytes, expected {MostBytes} at most");
        }

        // The claimed length is not believed: memory grows only with what is really there.
        using Stream content = entry.Open();
        using MemoryStream read = new();
        byte[] buffer = new byte[1 << 16];
        for (int count = content.Read(buffer); count > 0; count = content.Read(buffer))
        {
            if (read.Length + count > MostBytes)
            {
                throw new FormatException($"{name} is larger than {MostBytes} bytes");
            }

            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
