using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Orders;

/// <summary>Collects blocks into rows of speed for display.</summary>
public sealed class OrderMapBuilder
{
    /// <summary>Most rows of a map.</summary>
    public const int MaxRows = 128;

    private readonly double _fromRpm;
    private readonly double _rowRpm;
    private readonly int _lines;
    private readonly int _revolutions;
    private readonly double[] _sums;
    private readonly double[] _speeds = new double[MaxRows];
    private readonly int[] _blocks = new int[MaxRows];

    /// <summary>Plans the rows.</summary>
    /// <param name="fromRpm">Lowest speed of the step.</param>
    /// <param name="toRpm">Highest speed of the step.</param>
    /// <param name="transform">Where the lines come from.</param>
    public OrderMapBuilder(double fromRpm, double toRpm, OrderTransform transform)
    {
        _fromRpm = fromRpm;
        _rowRpm = Math.Max(1, (toRpm - fromRpm) / MaxRows);
        _lines = transform.Lines;
        _revolutions = transform.Revolutions;
        _sums = new double[MaxRows * _lines];
    }

    /// <summary>Takes a block's mean squares per line.</summary>
    public void Add(ReadOnlySpan<float> power, double speedRpm)
    {
        int row = Math.Clamp((int)((speedRpm - _fromRpm) / _rowRpm), 0, MaxRows - 1);
        PowerSum.Add(_sums.AsSpan(row * _lines, _lines), power);
        _speeds[row] += speedRpm;
        _blocks[row]++;
    }

    /// <summary>The map; rows that no block fell into are left out.</summary>
    public OrderMap Build(string step, Channel channel)
    {
        ImmutableArray<double>.Builder speeds = ImmutableArray.CreateBuilder<double>();
        ImmutableArray<float>.Builder levels = ImmutableArray.CreateBuilder<float>();
        for (int row = 0; row < MaxRows; row++)
        {
            if (_blocks[row] == 0)
            {
                continue;
            }

            speeds.Add(_speeds[row] / _blocks[row]);
            foreach (double sum in _sums.AsSpan(row * _lines, _lines))
            {
                levels.Add((float)FlooredLevel.Of(sum / _blocks[row], channel.Quantity));
            }
        }

        return new OrderMap(
            step,
            channel.Id,
            speeds.ToImmutable(),
            1.0 / _revolutions,
            levels.ToImmutable(),
            Decibel.Unit(channel.Quantity));
    }
}
