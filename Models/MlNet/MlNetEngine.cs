using System.IO.Compression;
using Bench.Models.Detectors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Bench.Models.MlNet;

/// <summary>
/// ML.NET's RandomizedPca behind a normalisation that centres every feature. Its score is the sine of the angle between
/// a motor's deviation and the good motors' subspace: a deviation and one a thousand times larger score alike, and
/// rounding can give NaN. So only the rank of its score counts, through our calibration, and NaN is INVALID.
/// </summary>
public sealed class MlNetEngine : IAnomalyEngine
{
    private const int Seed = 1;
    private const int MostComponents = 20;
    private const string Features = nameof(Row.Features);

    // The oldest time a zip entry can have.
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public string Name => "mlnet";

    /// <inheritdoc/>
    public byte[] Train(IReadOnlyList<double[]> rows)
    {
        MLContext context = new(Seed);
        IDataView data = context.Data.LoadFromEnumerable(rows.Select(Row.Of), SchemaOf(rows[0].Length));
        int components = Math.Clamp(rows.Count / 3, 1, Math.Min(MostComponents, rows[0].Length));
        EstimatorChain<AnomalyPredictionTransformer<PcaModelParameters>> pipeline = context.Transforms
            .NormalizeMeanVariance(Features, Features, fixZero: false)
            .Append(context.AnomalyDetection.Trainers.RandomizedPca(new RandomizedPcaTrainer.Options
            {
                FeatureColumnName = Features,
                Rank = components,
                Oversampling = Math.Min(components, rows[0].Length - components),
                EnsureZeroMean = true,
                Seed = Seed,
            }));
        using MemoryStream zip = new();
        context.Model.Save(pipeline.Fit(data), data.Schema, zip);
        return WithoutTimes(zip);
    }

    /// <inheritdoc/>
    public Func<double[], double> Load(byte[] file)
    {
        MLContext context = new(Seed);
        using MemoryStream zip = new(file, writable: false);
        ITransformer model = context.Model.Load(zip, out DataViewSchema schema);
        int length = ((VectorDataViewType)schema[Features].Type).Size;
        PredictionEngine<Row, Scored> engine =
            context.Model.CreatePredictionEngine<Row, Scored>(model, inputSchemaDefinition: SchemaOf(length));
        Lock oneAtATime = new();
        return vector =>
        {
            // A prediction engine has buffers of its own and serves one caller.
            lock (oneAtATime)
            {
                return engine.Predict(Row.Of(vector)).Score;
            }
        };
    }

    private static SchemaDefinition SchemaOf(int length)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, length);
        return schema;
    }

    /// <summary>The same entries without the time of writing: the same motors give the same bytes.</summary>
    private static byte[] WithoutTimes(MemoryStream zip)
    {
        using MemoryStream written = new();
        using (ZipArchive from = new(zip, ZipArchiveMode.Read, leaveOpen: true))
        using (ZipArchive to = new(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                ZipArchiveEntry copy = to.CreateEntry(entry.FullName);
                copy.LastWriteTime = s_noTime;
                using Stream source = entry.Open();
                using Stream target = copy.Open();
                source.CopyTo(target);
            }
        }

        return written.ToArray();
    }

    /// <summary>What ML.NET reads; it finds columns by the properties of a type.</summary>
    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public static Row Of(double[] vector) => new() { Features = Array.ConvertAll(vector, value => (float)value) };
    }

    /// <summary>What ML.NET writes.</summary>
    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
