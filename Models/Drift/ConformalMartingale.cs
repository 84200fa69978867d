namespace Bench.Models.Drift;

/// <summary>
/// Test martingale on conformal p-values (Vovk et al., "Retrain or not retrain: conformal test martingales for
/// change-point detection", 2021; the Simple Jumper). While motors are exchangeable with the good ones, p-values are
/// uniform and the capital stays near 1: the chance that it ever reaches C is at most 1/C (Ville 1939), however long
/// one watches. That makes an alarm at 100 an honest 1 %.
/// </summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class ConformalMartingale
{
    // Share of the capital that changes its bet after each motor; Vovk's choice.
    private const double Jump = 0.01;

    // Bets: on small p-values, on none, on large ones. The logarithm keeps a long series within a double.
    private readonly double[] _share = [1.0 / 3, 1.0 / 3, 1.0 / 3];

    /// <summary>Natural logarithm of the capital; 0 at the beginning.</summary>
    public double LogCapital { get; private set; }

    /// <summary>The highest capital so far, natural logarithm.</summary>
    public double HighestLogCapital { get; private set; }

    /// <summary>Takes the p-value of the next motor; one that is not a number changes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The p-value is below 0 or above 1.</exception>
    public void Add(double pValue)
    {
        if (double.IsNaN(pValue))
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(pValue, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pValue, 1);
        double sum = 0;
        for (int bet = 0; bet < _share.Length; bet++)
        {
            double jumped = ((1 - Jump) * _share[bet]) + (Jump / _share.Length);
            _share[bet] = jumped * (1 + ((bet - 1) * (pValue - 0.5)));
            sum += _share[bet];
        }

        for (int bet = 0; bet < _share.Length; bet++)
        {
            _share[bet] /= sum;
        }

        LogCapital += Math.Log(sum);
        HighestLogCapital = Math.Max(HighestLogCapital, LogCapital);
    }

    /// <summary>Whether the capital has reached 1/<paramref name="falseAlarm"/> at any time.</summary>
    /// <param name="falseAlarm">Probability of a false alarm over the whole time, such as 0.01.</param>
    public bool IsAlarm(double falseAlarm) => HighestLogCapital >= -Math.Log(falseAlarm);
}
