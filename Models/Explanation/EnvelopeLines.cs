using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Calibration;

namespace Bench.Models.Explanation;

/// <summary>
/// Lines that stand out of the envelope spectra: growth in dB over the good median less the median growth of the
/// neighbours, the largest over all envelope spectra. Impacts lift the whole envelope; their rhythm stands out of it.
/// </summary>
internal sealed class EnvelopeLines
{
    /// <summary>
    /// Orders on either side that make up the surroundings: wide against a line, narrow against a resonance.
    /// </summary>
    private const double Surroundings = 0.6;

    private readonly ImmutableArray<double> _positions = [];
    private readonly double[] _prominences = [];

    public EnvelopeLines(Evidence evidence)
    {
        foreach (
            int c in evidence.CurvesWhere(curve => curve.Family == CurveFamily.EnvelopeSpectrum && curve.IsDecibel))
        {
            CurveDefinition curve = evidence.Limits.Curves[c].Curve;
            if (_positions.IsEmpty)
            {
                _positions = curve.Positions;
                _prominences = new double[_positions.Length];
            }

            // All envelope spectra of a part type usually share their axis; one that does not is left out.
            if (curve.Positions.Length == _positions.Length)
            {
                Add(evidence, c, curve);
            }
        }
    }

    /// <summary>Whether there is any envelope spectrum.</summary>
    public bool Exist => !_positions.IsEmpty;

    /// <summary>Highest order.</summary>
    public double MaxOrder => _positions.IsEmpty ? 0 : _positions[^1];

    /// <summary>Orders of the points.</summary>
    public ImmutableArray<double> Positions => _positions;

    /// <summary>Prominence in dB of the points, 0 or more.</summary>
    public ReadOnlySpan<double> Prominences => _prominences;

    /// <summary>Prominence of the higher one of the two points next to an order; 0 outside the axis.</summary>
    public double At(double order)
    {
        int right = 0;
        while (right < _positions.Length && _positions[right] < order)
        {
            right++;
        }

        double here = right < _positions.Length ? _prominences[right] : 0;
        return right > 0 && right < _positions.Length ? Math.Max(here, _prominences[right - 1]) : here;
    }

    private void Add(Evidence evidence, int c, CurveDefinition curve)
    {
        double step = curve.Positions.Length > 1 ? curve.Positions[1] - curve.Positions[0] : 1;
        int reach = Math.Max(1, (int)Math.Round(Surroundings / step));
        for (int i = 0; i < curve.Positions.Length; i++)
        {
            int from = Math.Max(0, i - reach);
            int to = Math.Min(curve.Positions.Length - 1, i + reach);
            double[] around = [.. Enumerable.Range(from, to - from + 1).Select(k => evidence.DeviationAt(c, k))];
            double prominence = evidence.DeviationAt(c, i) - RobustScale.Median(around);
            _prominences[i] = Math.Max(_prominences[i], prominence);
        }
    }
}
