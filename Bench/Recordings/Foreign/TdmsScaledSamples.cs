namespace Bench.Recordings.Foreign;

/// <summary>A TDMS channel in its physical unit: raw numbers through a chain of scales.</summary>
/// <param name="raw">Raw numbers by the number of the scale that DAQmx gave them to; 0 for other data.</param>
/// <param name="scaling">The scales.</param>
/// <param name="source">Where the raw numbers come from.</param>
internal sealed class TdmsScaledSamples(
    IReadOnlyDictionary<uint, TdmsSamples> raw, TdmsScaling scaling, TdmsScaling.Source source) : ForeignSamples
{
    private const int Most = 1 << 10;

    private readonly Dictionary<uint, double[]> _raw = raw.ToDictionary(one => one.Key, _ => new double[Most]);

    /// <inheritdoc/>
    public override long Length { get; } = raw.Values.Min(values => values.Length);

    /// <inheritdoc/>
    protected override void ReadBlock(long first, Span<double> target)
    {
        while (target.Length > 0)
        {
            int count = Math.Min(Most, target.Length);
            foreach ((uint scale, TdmsSamples numbers) in raw)
            {
                numbers.Read(first, _raw[scale].AsSpan(0, count));
            }

            scaling.Apply(_raw, source, target[..count]);
            target = target[count..];
            first += count;
        }
    }
}
