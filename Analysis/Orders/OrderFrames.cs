using System.Runtime.InteropServices;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>
/// The order lines of every block of a signal with its speed and time: what maps, cuts, spectra and levels are read
/// from. Made by <see cref="OrderRecorder"/>.
/// </summary>
/// <remarks>
/// Memory: blocks follow each other every quarter of their length, so N revolutions keep 4·N·max order values of four
/// bytes. An order whose frequency lies above <see cref="PassShare"/> of the sample rate is NaN in that block: the
/// samples do not hold it.
/// </remarks>
public sealed class OrderFrames
{
    /// <summary>
    /// Highest frequency that counts, as a share of the sample rate. The resampler is flat up to 0.38; the rest is for
    /// the change of speed within a block.
    /// </summary>
    public const double PassShare = 0.36;

    private readonly double _sampleRateHz;
    private readonly List<float> _lines = [];
    private readonly List<double> _speedsRpm = [];
    private readonly List<double> _timesSeconds = [];

    internal OrderFrames(double sampleRateHz, OrderTransform transform, string unit, SpeedSource? source)
    {
        _sampleRateHz = sampleRateHz;
        Revolutions = transform.Revolutions;
        Lines = transform.Lines;
        Unit = unit;
        Source = source;
    }

    /// <summary>Revolutions per block, which is also the number of lines per order.</summary>
    public int Revolutions { get; }

    /// <summary>Lines per block, from order 0.</summary>
    public int Lines { get; }

    /// <summary>Unit of the samples.</summary>
    public string Unit { get; }

    /// <summary>Where the speed comes from, as far as it was stated.</summary>
    public SpeedSource? Source { get; }

    /// <summary>Number of blocks.</summary>
    public int Count => _speedsRpm.Count;

    /// <summary>Mean speed of each block in rpm.</summary>
    public ReadOnlySpan<double> SpeedsRpm => CollectionsMarshal.AsSpan(_speedsRpm);

    /// <summary>Middle of each block in seconds since the first sample.</summary>
    public ReadOnlySpan<double> TimesSeconds => CollectionsMarshal.AsSpan(_timesSeconds);

    /// <summary>Mean square per line of a block, energy-correct: see <see cref="OrderTransform"/>.</summary>
    public ReadOnlySpan<float> MeanSquares(int block) =>
        CollectionsMarshal.AsSpan(_lines).Slice(block * Lines, Lines);

    /// <summary>How the lines were computed, with the source of the speed.</summary>
    internal string Method =>
        $"computed order tracking, Hann window over {Revolutions} revolutions, energy mean{Source?.Clause}";

    internal void Add(ReadOnlySpan<float> power, double speedRpm, double timeSeconds)
    {
        _speedsRpm.Add(speedRpm);
        _timesSeconds.Add(timeSeconds);
        int first = _lines.Count;
        _lines.AddRange(power[..Lines]);
        double highestOrder = PassShare * _sampleRateHz * 60 / speedRpm;
        int known = (int)Math.Min(Lines, (highestOrder * Revolutions) + 1);
        CollectionsMarshal.AsSpan(_lines)[(first + known)..].Fill(float.NaN);
    }

    /// <summary>Refuses an order that these blocks cannot show, with the reason.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is above the lines, or above what the sample rate holds
    /// in every block.</exception>
    internal OrderBand BandOf(double order, double bandwidthOrders)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bandwidthOrders);
        OrderBand band = OrderBand.Around(order, bandwidthOrders, Revolutions);
        if (band.LastLine >= Lines)
        {
            double highest = (Lines - 1.0) / Revolutions;
            throw new ArgumentOutOfRangeException(
                nameof(order), order, $"With its bandwidth it reaches above order {highest:F2}: raise MaxOrder.");
        }

        double slowestRpm = Count == 0 ? 0 : _speedsRpm.Min();
        double needed = band.LastLine / (double)Revolutions * slowestRpm / 60 / PassShare;
        if (needed > _sampleRateHz)
        {
            throw new ArgumentOutOfRangeException(
                nameof(order),
                order,
                $"Even at {slowestRpm:F0} rpm it needs {needed:F0} samples per second, there are {_sampleRateHz:F0}: "
                + "sample faster or ask for a lower order.");
        }

        return band;
    }
}
