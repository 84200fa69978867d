using System.Globalization;

namespace Bench.Recordings.Foreign;

/// <summary>
/// The chain of scales that turns what the device sent into physical values. Every scale takes the raw values or the
/// results of other scales; the last one's result is the channel. Subtract is the right operand less the left, as
/// National Instruments' own plug-in computes it.
/// </summary>
internal sealed class TdmsScaling
{
    private const int MostScales = 64;
    private const uint Raw = uint.MaxValue;

    private readonly List<(int Scale, Step Step)> _steps = [];
    private readonly int _last;

    private TdmsScaling(TdmsObject source, int count)
    {
        _last = count - 1;
        Plan(source, _last, new int[count]);
    }

    private delegate void Step(Func<uint, ReadOnlyMemory<double>> input, Span<double> output);

    /// <summary>The scales of a channel, of its group or of the file; null for none.</summary>
    /// <exception cref="RecordingException">A scale is of a kind that is not done, or damaged.</exception>
    public static TdmsScaling? Find(params ReadOnlySpan<TdmsObject?> sources)
    {
        foreach (TdmsObject? source in sources)
        {
            if (source is not null && Count(source) is double count and > 0)
            {
                return source.Text("NI_Scaling_Status") == "scaled" ? null
                    : count <= MostScales ? new TdmsScaling(source, (int)count)
                    : throw new RecordingException($"has {count} scales, more than {MostScales}");
            }
        }

        return null;
    }

    /// <summary>Applies the chain to a block.</summary>
    /// <param name="raw">Raw values by the number of the scale that DAQmx gave them to; 0 for other data.</param>
    /// <param name="source">Whether scales without a type are DAQmx's.</param>
    /// <param name="result">Receives the physical values.</param>
    public void Apply(IReadOnlyDictionary<uint, double[]> raw, Source source, Span<double> result)
    {
        int length = result.Length;
        double[][] blocks = new double[_last + 1][];
        foreach ((int scale, Step step) in _steps)
        {
            blocks[scale] = new double[length];
            step(Input, blocks[scale]);
        }

        Input((uint)_last).Span.CopyTo(result);

        ReadOnlyMemory<double> Input(uint scale)
        {
            bool direct = scale == Raw || (scale < blocks.Length && blocks[scale] is null);
            uint key = scale == Raw || source == Source.Plain ? 0 : scale;
            return !direct ? blocks[scale]
                : (scale != Raw || source == Source.Plain) && raw.TryGetValue(key, out double[]? values)
                    ? values.AsMemory(0, length)
                    : throw new RecordingException("has a scale without input");
        }
    }

    // Some writers leave their number out; DAQmx's scales have no type.
    private static double Count(TdmsObject source) => source.Number("NI_Number_Of_Scales")
        ?? Enumerable.Range(1, MostScales).LastOrDefault(n => source.Text(ScaleType(n - 1)) is not null);

    private static string ScaleType(int scale) =>
        string.Create(CultureInfo.InvariantCulture, $"NI_Scale[{scale}]_Scale_Type");

    // Depth first: inputs before what needs them. 1 marks a scale that is under way, 2 one that is planned.
    private void Plan(TdmsObject source, int scale, int[] marks)
    {
        if (marks[scale] != 0)
        {
            if (marks[scale] == 1)
            {
                throw new RecordingException("has scales that need each other");
            }

            return;
        }

        marks[scale] = 1;
        string prefix = string.Create(CultureInfo.InvariantCulture, $"NI_Scale[{scale}]_");
        if (source.Text(ScaleType(scale)) is string kind)
        {
            TdmsScale one = TdmsScale.Read(source, prefix, kind);
            foreach (uint input in one.Inputs)
            {
                if (input != Raw)
                {
                    Plan(source, input < marks.Length ? (int)input : throw new RecordingException(
                        "has a scale whose input is no scale"), marks);
                }
            }

            _steps.Add((scale, one.Run));
        }

        marks[scale] = 2;
    }

    /// <summary>Where raw values come from.</summary>
    internal enum Source
    {
        /// <summary>One value per sample.</summary>
        Plain,

        /// <summary>DAQmx scalers, each the input of a scale.</summary>
        Daqmx,
    }
}
