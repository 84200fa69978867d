namespace Bench.Analysis.Orders;

/// <summary>
/// Collects angle samples of a group of channels, cuts them into overlapping blocks of whole revolutions and hands
/// their order lines to the tasks.
/// </summary>
internal sealed class RevolutionBlocks
{
    // Blocks overlap by three quarters: with a Hann window every revolution then has the same weight.
    private const int HopsPerBlock = 4;

    private readonly int _samplesPerRevolution;
    private readonly float[][] _samples;
    private readonly double[] _times;
    private readonly float[] _power;
    private readonly float[] _scratch;
    private readonly Series[] _series;
    private int _count;

    public RevolutionBlocks(int samplesPerRevolution, int channels, IEnumerable<OrderTask> tasks)
    {
        _samplesPerRevolution = samplesPerRevolution;
        _series = [.. tasks.GroupBy(task => task.Transform).Select(group => new Series(group.Key, [.. group]))];
        int longest = _series.Max(series => series.Transform.Length);
        int capacity = (2 * longest) + samplesPerRevolution;
        _samples = [.. Enumerable.Range(0, channels).Select(_ => new float[capacity])];
        _times = new double[capacity];
        _power = new float[_series.Max(series => series.Transform.Bins)];
        _scratch = new float[_series.Max(series => series.Transform.ScratchLength)];
    }

    /// <summary>Blocks that begin within a number of revolutions.</summary>
    public static double BlocksIn(double revolutions, int revolutionsPerBlock) =>
        (revolutions / Hop(revolutionsPerBlock)) + 1;

    /// <summary>Forgets what was collected: the next sample does not follow the last one.</summary>
    public void Break()
    {
        _count = 0;
        foreach (Series series in _series)
        {
            series.Start = 0;
        }
    }

    /// <summary>Takes angle samples that follow the last ones.</summary>
    /// <param name="interleaved">Samples from the resampler.</param>
    /// <param name="times">Their times in seconds.</param>
    /// <param name="step">Index of the step they lie in.</param>
    public void Append(ReadOnlySpan<float> interleaved, ReadOnlySpan<double> times, int step)
    {
        MakeRoom(times.Length);
        times.CopyTo(_times.AsSpan(_count));
        Interleaving.Part(interleaved, _samples, _count, times.Length);
        _count += times.Length;
        foreach (Series series in _series)
        {
            while (series.Start + series.Transform.Length <= _count)
            {
                Analyse(series, step);
                series.Start += _samplesPerRevolution * Hop(series.Transform.Revolutions);
            }
        }
    }

    private static int Hop(int revolutions) => Math.Max(1, revolutions / HopsPerBlock);

    private void Analyse(Series series, int step)
    {
        int last = series.Start + series.Transform.Length - 1;
        double revolutions = (series.Transform.Length - 1) / (double)_samplesPerRevolution;
        double speedRpm = 60 * revolutions / (_times[last] - _times[series.Start]);
        double middleSeconds = (_times[series.Start] + _times[last]) / 2;
        foreach (OrderTask task in series.Tasks)
        {
            if (task.Step == step)
            {
                ReadOnlySpan<float> block = _samples[task.Lane].AsSpan(series.Start, series.Transform.Length);
                series.Transform.Power(block, _power, _scratch);
                task.Add(_power, speedRpm, middleSeconds);
            }
        }
    }

    private void MakeRoom(int count)
    {
        if (_count + count <= _times.Length)
        {
            return;
        }

        int drop = _count;
        foreach (Series series in _series)
        {
            drop = Math.Min(drop, series.Start);
        }

        int kept = _count - drop;
        foreach (float[] samples in _samples)
        {
            samples.AsSpan(drop, kept).CopyTo(samples);
        }

        _times.AsSpan(drop, kept).CopyTo(_times);
        _count = kept;
        foreach (Series series in _series)
        {
            series.Start -= drop;
        }
    }

    private sealed record Series(OrderTransform Transform, OrderTask[] Tasks)
    {
        public int Start { get; set; }
    }
}
