using Bench.Analysis.PartTypes;
using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Orders;

/// <summary>
/// Levels of orders, overall and residual level of blocks of revolutions, aggregated over ranges of speed, as blocks
/// come.
/// </summary>
/// <remarks>
/// A block belongs to the range that its mean speed lies in. Overall are all lines but the mean (lines 0 and 1) up to
/// the highest order; residual is what the named orders' bands leave of it, in energy. A mean is that of the energies;
/// a percentile is interpolated between the energies of the two nearest blocks. NaN where a range holds no block.
/// </remarks>
internal sealed class SegmentLevels
{
    /// <summary>
    /// Length of a block and of the hop to the next one from a step's end to the second block's middle, in blocks: what
    /// a range of speed has to last.
    /// </summary>
    public const double BlockShare = 0.75;

    // Lines that the mean of the samples fills through the Hann window.
    private const int FirstLine = 2;

    private readonly OrderLevelRequest _request;
    private readonly OrderBand[] _bands;
    private readonly bool[] _isNamed;
    private readonly double[] _sums;
    private readonly long[] _blocks;
    private readonly List<double>[] _values;
    private readonly double[] _levels;

    /// <summary>Plans the levels.</summary>
    /// <param name="request">Orders, ranges and aggregation.</param>
    /// <param name="revolutions">Revolutions per block.</param>
    /// <param name="mostBlocks">Blocks to expect at most; for more, memory grows.</param>
    public SegmentLevels(OrderLevelRequest request, int revolutions, int mostBlocks)
    {
        _request = request;
        _bands =
        [
            .. request.Orders.Select(order => OrderBand.Around(order, request.BandwidthOrders, revolutions)),
        ];
        int lines = (int)((request.MaxOrder * revolutions) + 1e-9) + 1;
        _isNamed = new bool[lines];
        foreach (OrderBand band in _bands)
        {
            _isNamed.AsSpan(band.FirstLine..Math.Min(lines, band.LastLine + 1)).Fill(true);
        }

        Ranges = request.Ranges?.Count ?? 1;
        Quantities = _bands.Length + 2;
        _levels = new double[Quantities];
        _sums = new double[Quantities * Ranges];
        _blocks = new long[Ranges];
        bool keeps = request.Aggregation == Aggregation.Percentile;
        _values = keeps ? [.. _sums.Select(_ => new List<double>((mostBlocks / Ranges) + 1))] : [];
    }

    /// <summary>Number of ranges.</summary>
    public int Ranges { get; }

    /// <summary>Number of levels: the orders, overall, residual.</summary>
    public int Quantities { get; }

    /// <summary>Takes a block's mean squares per line.</summary>
    /// <param name="power">From <see cref="OrderTransform.Power"/>.</param>
    /// <param name="speedRpm">Mean speed of the block.</param>
    public void Add(ReadOnlySpan<float> power, double speedRpm)
    {
        int range = 0;
        if (_request.Ranges is { } ranges)
        {
            double at = (speedRpm - ranges.FromRpm) / ranges.StepRpm;
            if (!(at >= 0 && at < Ranges))
            {
                return;
            }

            range = (int)at;
        }

        Measure(power);
        _blocks[range]++;
        for (int i = 0; i < _levels.Length; i++)
        {
            Take((range * Quantities) + i, _levels[i]);
        }
    }

    /// <summary>Mean square of a level in a range; NaN where no block had such a speed.</summary>
    public double MeanSquare(int quantity, int range)
    {
        int at = (range * Quantities) + quantity;
        return _blocks[range] == 0 ? double.NaN : _request.Aggregation switch
        {
            Aggregation.Mean => _sums[at] / _blocks[range],
            Aggregation.Maximum => _sums[at],
            _ => Percentile.Exceeded([.. _values[at]], _request.Percent),
        };
    }

    private void Measure(ReadOnlySpan<float> power)
    {
        for (int i = 0; i < _bands.Length; i++)
        {
            _levels[i] = _bands[i].Sum(power);
        }

        double overall = 0;
        double residual = 0;
        for (int line = FirstLine; line < _isNamed.Length; line++)
        {
            overall += power[line];
            residual += _isNamed[line] ? 0 : power[line];
        }

        _levels[^2] = overall;
        _levels[^1] = residual;
    }

    private void Take(int at, double meanSquare)
    {
        switch (_request.Aggregation)
        {
            case Aggregation.Mean:
                _sums[at] += meanSquare;
                break;
            case Aggregation.Maximum:
                _sums[at] = Math.Max(_sums[at], meanSquare);
                break;
            default:
                _values[at].Add(meanSquare);
                break;
        }
    }
}
