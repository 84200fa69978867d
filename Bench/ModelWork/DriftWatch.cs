using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models;
using Bench.Models.Drift;
using Bench.Models.Labels;
using Bench.Models.Limits;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Bench.ModelWork;

/// <summary>
/// Watches production for slow changes: per bench, channel and family of curves the mean standardised deviation from
/// the good median, charted by EWMA and CUSUM; the golden motor charted in the same way; and a martingale over all
/// anomaly scores. It raises an alarm and says where to look; it never learns anew by itself.
/// </summary>
internal sealed class DriftWatch
{
    /// <summary>Motors that set mean and scatter of a chart before it watches.</summary>
    public const int ReferenceMotors = 50;

    /// <summary>Measurements of a golden motor that do the same for its chart.</summary>
    public const int ReferenceGolden = 5;

    /// <summary>Motors between false alarms of all charts together, while nothing changes.</summary>
    public const double RunLength = 5000;

    /// <summary>Chance that the martingale ever alarms while nothing changes.</summary>
    public const double FalseAlarm = 0.01;

    private readonly Baseline _baseline;
    private readonly HashSet<string> _golden;
    private readonly Design _design;
    private readonly SortedDictionary<(string Bench, string Channel, CurveFamily Family), Series> _series = [];
    private readonly ConformalMartingale _martingale = new();
    private readonly OnlinePValues _pValues = new(seed: 1);
    private int _motors;

    private DriftWatch(Baseline baseline, HashSet<string> golden)
    {
        _baseline = baseline;
        _golden = golden;
        _design = Design.For(
            baseline.Limits.Curves.Select(limit => (limit.Curve.Channel, limit.Curve.Family)).Distinct().Count());
    }

    /// <summary>Watches the history since a time.</summary>
    public static DriftReport Run(
        ResultStore store, Recipe recipe, Baseline baseline, DateTimeOffset? since, CancellationToken cancel)
    {
        HashSet<string> golden =
        [
            .. store.Labels().Where(label => label.Kind == LabelKind.Golden).Select(label => label.SerialNumber),
        ];
        DriftWatch watch = new(baseline, golden);
        foreach (HistoryRun run in store.History(recipe.PartType.Name, recipe.Analyzer.Definition, since))
        {
            cancel.ThrowIfCancellationRequested();
            if (run.Verdict != Verdict.Invalid && LearningSet.IsComplete(run.Measurement))
            {
                watch.Take(run);
            }
        }

        return watch.Report();
    }

    private void Take(HistoryRun run)
    {
        bool isGolden = _golden.Contains(run.SerialNumber);
        if (!isGolden && run.Verdict != Verdict.Pass)
        {
            // A motor that failed tells of itself; a drift is what moves the good ones.
            return;
        }

        foreach (((string Channel, CurveFamily Family) key, double deviation) in Deviations(run.Measurement))
        {
            (string, string, CurveFamily) place = (run.Bench, key.Channel, key.Family);
            if (!_series.TryGetValue(place, out Series? series))
            {
                _series[place] = series = new Series(_design);
            }

            (isGolden ? series.Golden : series.Production).Add(deviation, run.StartedAt);
        }

        if (!isGolden)
        {
            _motors++;
            _martingale.Add(_pValues.Add(_baseline.Judge(run.Measurement, run.Origin).AnomalyScore));
        }
    }

    private Dictionary<(string Channel, CurveFamily Family), double> Deviations(Measurement measurement)
    {
        Dictionary<(string, CurveFamily), (double Sum, int Count)> sums = [];
        for (int curve = 0; curve < _baseline.Limits.Curves.Length; curve++)
        {
            LimitCurve limit = _baseline.Limits.Curves[curve];
            (string Channel, CurveFamily Family) key = (limit.Curve.Channel, limit.Curve.Family);
            (double sum, int count) = sums.GetValueOrDefault(key);
            ReadOnlySpan<float> values = measurement.Values(curve);
            for (int i = 0; i < values.Length; i++)
            {
                // One wild bin must not move the mean of a family.
                sum += Math.Clamp(limit.Standardise(i, values[i]), -6, 6);
                count++;
            }

            sums[key] = (sum, count);
        }

        return sums.ToDictionary(pair => pair.Key, pair => pair.Value.Sum / pair.Value.Count);
    }

    private DriftReport Report()
    {
        ImmutableArray<DriftFigure> figures =
        [
            .. _series.Select(pair => new DriftFigure(
                pair.Key.Bench,
                pair.Key.Channel,
                pair.Key.Family,
                pair.Value.Production.Ewma,
                pair.Value.Production.Cusum,
                pair.Value.Production.IsAlarm,
                pair.Value.Production.Since,
                pair.Value.Golden.IsReady
                    ? pair.Value.Golden.IsAlarm ? GoldenMotor.Moved : GoldenMotor.AsEver
                    : GoldenMotor.NotMeasured)),
        ];
        ImmutableArray<DriftSeries> series =
        [
            .. figures
                .GroupBy(figure => (figure.Bench, figure.Channel))
                .Select(group => new DriftSeries(
                    group.Key.Bench,
                    group.Key.Channel,
                    group.Any(figure => figure.IsAlarm || figure.Golden == GoldenMotor.Moved),
                    group.Any(figure => figure.Golden == GoldenMotor.Moved) ? GoldenMotor.Moved
                        : group.All(figure => figure.Golden == GoldenMotor.NotMeasured) ? GoldenMotor.NotMeasured
                        : GoldenMotor.AsEver)),
        ];
        return new DriftReport(
            _motors,
            figures,
            _martingale.HighestLogCapital,
            _martingale.IsAlarm(FalseAlarm),
            DriftAttribution.Attribute(series));
    }

    /// <summary>Limits of the charts: the more there are, the wider.</summary>
    private sealed record Design(EwmaOptions Ewma, CusumOptions Cusum)
    {
        public static Design For(int charts)
        {
            // Two kinds of chart on production and two on the golden motor, in each place.
            double runLength = RunLength * Math.Max(1, charts) * 4;
            EwmaOptions ewma = new();
            CusumOptions cusum = new();
            return new Design(
                ewma with { Limit = ChartDesign.EwmaLimit(ewma.Weight, runLength) },
                cusum with { Interval = ChartDesign.CusumInterval(cusum.Slack, runLength) });
        }
    }

    private sealed class Series(Design design)
    {
        public Chart Production { get; } = new(ReferenceMotors, design);

        public Chart Golden { get; } = new(ReferenceGolden, design);
    }

    /// <summary>Collects its reference, then watches with both charts.</summary>
    private sealed class Chart(int reference, Design design)
    {
        private readonly List<double> _reference = [];
        private readonly Queue<DateTimeOffset> _times = new();
        private EwmaChart? _ewma;
        private CusumChart? _cusum;

        public bool IsReady => _ewma is not null;

        public ChartPoint? Ewma { get; private set; }

        public ChartPoint? Cusum { get; private set; }

        public bool IsAlarm { get; private set; }

        public DateTimeOffset? Since { get; private set; }

        public void Add(double value, DateTimeOffset at)
        {
            if (_reference.Count < reference)
            {
                _reference.Add(value);
                if (_reference.Count == reference)
                {
                    Begin();
                }

                return;
            }

            _times.Enqueue(at);
            Ewma = _ewma!.Add(value);
            Cusum = _cusum!.Add(value);
            while (_times.Count > Math.Max(1, _cusum.Run))
            {
                _times.Dequeue();
            }

            bool wasAlarm = IsAlarm;
            IsAlarm = Ewma.Value.IsAlarm || Cusum.Value.IsAlarm;
            Since = IsAlarm ? wasAlarm ? Since : _times.Peek() : null;
        }

        // A scatter known from few values is widened as Student's t is at one in ten thousand; a scatter of nothing
        // (values clipped by rounding) would alarm at the first digit.
        private void Begin()
        {
            const double Share = 0.9999;
            double few = StudentT.InvCDF(0, 1, _reference.Count - 1, Share) / Normal.InvCDF(0, 1, Share);
            double sigma = Math.Max(0.01, few * _reference.StandardDeviation());
            _ewma = new EwmaChart(_reference.Mean(), sigma, design.Ewma);
            _cusum = new CusumChart(_reference.Mean(), sigma, design.Cusum);
        }
    }
}

/// <summary>What watching found.</summary>
/// <param name="Motors">Good motors that the martingale has seen.</param>
/// <param name="Figures">The charts.</param>
/// <param name="LogCapital">Highest capital of the martingale, natural logarithm.</param>
/// <param name="HasChanged">Whether it has reached an alarm.</param>
/// <param name="Source">Where a drift comes from.</param>
internal sealed record DriftReport(
    int Motors, ImmutableArray<DriftFigure> Figures, double LogCapital, bool HasChanged, DriftFinding Source);

/// <summary>The newest state of one chart; deviations are in standard deviations of good motors.</summary>
/// <param name="Bench">The bench.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Family">The family of curves.</param>
/// <param name="Ewma">The newest point; null while the reference is being collected.</param>
/// <param name="Cusum">The newest point; null while the reference is being collected.</param>
/// <param name="IsAlarm">Whether a chart alarms on production.</param>
/// <param name="Since">About when the shift began; null without an alarm.</param>
/// <param name="Golden">What the golden motor shows here.</param>
internal sealed record DriftFigure(
    string Bench,
    string Channel,
    CurveFamily Family,
    ChartPoint? Ewma,
    ChartPoint? Cusum,
    bool IsAlarm,
    DateTimeOffset? Since,
    GoldenMotor Golden);
