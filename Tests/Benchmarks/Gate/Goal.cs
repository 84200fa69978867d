using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>How a figure compares with its goal.</summary>
internal enum GateVerdict
{
    /// <summary>There is no goal: for information.</summary>
    Stated = 1,

    /// <summary>The goal is reached.</summary>
    Met,

    /// <summary>The goal is missed by no more than the margin of noise.</summary>
    WithinNoise,

    /// <summary>The goal is missed.</summary>
    Missed,

    /// <summary>The peer is not on this machine.</summary>
    NotInstalled,
}

/// <summary>What a figure has to reach.</summary>
internal readonly record struct Goal
{
    private readonly double _limit;
    private readonly int _sign;
    private readonly string _format;

    private Goal(double limit, int sign, string format)
    {
        _limit = limit;
        _sign = sign;
        _format = format;
    }

    /// <summary>No goal.</summary>
    public static Goal None { get; }

    /// <summary>The figure must not be above.</summary>
    public static Goal AtMost(double limit, string format = "0.00") => new(limit, 1, format);

    /// <summary>The figure must not be below.</summary>
    public static Goal AtLeast(double limit, string format = "0") => new(limit, -1, format);

    /// <summary>Compares.</summary>
    public GateVerdict Judge(Figure figure)
    {
        if (_sign == 0)
        {
            return GateVerdict.Stated;
        }

        double excess = _sign * (figure.Value - _limit);
        double noise = figure.Margin * Math.Abs(_limit);
        return excess <= 0 ? GateVerdict.Met
            : excess <= noise ? GateVerdict.WithinNoise
            : GateVerdict.Missed;
    }

    /// <inheritdoc/>
    public override string ToString() => _sign == 0
        ? ""
        : (_sign > 0 ? "≤ " : "≥ ") + _limit.ToString(_format, CultureInfo.InvariantCulture);
}
