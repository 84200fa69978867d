namespace Bench.Analysis.Weightings;

/// <summary>
/// Exponentially averaged square of a signal and its maximum: d/dt y = (x² − y)/τ, as a first-order low-pass with the
/// pole e^(−1/(fs·τ)).
/// </summary>
internal struct ExponentialLevel
{
    private readonly double _weight;

    public ExponentialLevel(double seconds, double sampleRateHz) =>
        _weight = 1 - Math.Exp(-1 / (seconds * sampleRateHz));

    public double Square { get; private set; }

    public double Maximum { get; private set; }

    public void Take(double square)
    {
        Square += _weight * (square - Square);
        Maximum = Math.Max(Maximum, Square);
    }

    public void StartInterval() => Maximum = Square;

    public void Reset() => (Square, Maximum) = (0, 0);
}
