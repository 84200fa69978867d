using Bench.Analysis.Envelope;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Metrics;

/// <summary>Collects the order analyses of channels that can be resampled together and makes their group.</summary>
internal sealed class OrderGroupBuilder(RecipePlan plan, double sampleRateHz, (double FromHz, double ToHz)? band)
{
    private readonly List<int> _channels = [];
    private readonly SortedSet<int> _steps = [];
    private readonly List<(PlannedAnalysis Analysis, int Revolutions)> _wanted = [];
    private double _maxOrder;

    /// <summary>Whether a channel can join.</summary>
    public bool Accepts(double rateHz, (double FromHz, double ToHz)? itsBand, int channel) =>
        rateHz == sampleRateHz && itsBand == band
        && (_channels.Contains(channel) || _channels.Count < AngularResampler.Lanes);

    /// <summary>Adds one analysis.</summary>
    public void Add(PlannedAnalysis analysis)
    {
        (int revolutions, double highest) = analysis switch
        {
            PlannedCut cut => (
                OrderCut.RevolutionsFor(cut.Request.BandwidthOrders),
                cut.Order + Math.Max(1, cut.Request.BandwidthOrders)),
            PlannedOrderSpectrum spectrum => (
                OrderSpectrum.RevolutionsFor(spectrum.Request.StepOrders), spectrum.Request.MaxOrder),
            PlannedEnvelope envelope => (
                OrderSpectrum.RevolutionsFor(envelope.Request.StepOrders), envelope.Request.MaxOrder),
            PlannedOrderLevels levels => (
                OrderCut.RevolutionsFor(levels.Request.BandwidthOrders),
                levels.Request.MaxOrder + Math.Max(1, levels.Request.BandwidthOrders)),
            _ => throw new ArgumentException($"{analysis.GetType().Name} is no order analysis."),
        };
        _maxOrder = Math.Max(_maxOrder, highest);
        _steps.Add(analysis.Step);
        _wanted.Add((analysis, revolutions));
        if (!_channels.Contains(analysis.Channel))
        {
            _channels.Add(analysis.Channel);
        }
    }

    /// <summary>Makes the group and hands every accumulator to the one who reads it at the end.</summary>
    public OrderGroup Build(OrderReaders readers)
    {
        int samplesPerRevolution = AngularResampler.SamplesPerRevolution(_maxOrder);
        Dictionary<int, OrderTransform> transforms = [];
        Dictionary<(int Channel, int Step, int Revolutions), OrderTask> tasks = [];
        List<int> steps = [.. _steps];
        foreach ((PlannedAnalysis analysis, int revolutions) in _wanted)
        {
            if (!transforms.TryGetValue(revolutions, out OrderTransform? transform))
            {
                transform = plan.Shared.Orders(samplesPerRevolution, revolutions, _maxOrder);
                transforms.Add(revolutions, transform);
            }

            (int, int, int) key = (analysis.Channel, analysis.Step, revolutions);
            if (!tasks.TryGetValue(key, out OrderTask? task))
            {
                task = new OrderTask(_channels.IndexOf(analysis.Channel), steps.IndexOf(analysis.Step), transform);
                tasks.Add(key, task);
            }

            Attach(analysis, task, readers);
        }

        AddMaps(tasks, readers);
        EnvelopeDetector[] detectors = band is (double from, double to)
            ? [.. _channels.Select(channel => new EnvelopeDetector(plan.RateHz(channel), from, to))]
            : [];
        double rate = band is null ? sampleRateHz : detectors[0].SampleRateHz;
        OrderTracker tracker = new(
            rate,
            samplesPerRevolution,
            _maxOrder,
            _channels.Count,
            [.. steps.Select(step => plan.Steps[step].Time)],
            tasks.Values);
        TimeSpanSeconds time = new(
            steps.Min(step => plan.Steps[step].Time.StartSeconds), steps.Max(step => plan.Steps[step].Time.EndSeconds));
        double nanoseconds = band is null ? AnalysisLoad.OrderNanoseconds : AnalysisLoad.EnvelopeNanoseconds;
        double cost = tasks.Keys.Sum(task => nanoseconds * sampleRateHz * plan.Steps[task.Step].DurationSeconds);
        return new OrderGroup([.. _channels], detectors, tracker, time, cost);
    }

    private void Attach(PlannedAnalysis analysis, OrderTask task, OrderReaders readers)
    {
        if (analysis is PlannedCut cut)
        {
            OrderCutRequest request = cut.Request;
            int points = (int)(((request.ToRpm - request.FromRpm) / request.StepRpm) + 1e-9) + 1;
            OrderCut found = new(
                cut.Order,
                request.BandwidthOrders,
                task.Transform.Revolutions,
                request.FromRpm,
                request.StepRpm,
                points);
            task.Cuts.Add(found);
            readers.Cuts.Add((cut, found));
            return;
        }

        if (analysis is PlannedOrderLevels levels)
        {
            SegmentLevels aggregated = new(levels.Request, task.Transform.Revolutions, MostBlocks(levels, task));
            task.Levels.Add(aggregated);
            readers.Levels.Add((levels, aggregated));
            return;
        }

        (double maxOrder, double stepOrders) = analysis is PlannedEnvelope envelope
            ? (envelope.Request.MaxOrder, envelope.Request.StepOrders)
            : (((PlannedOrderSpectrum)analysis).Request.MaxOrder, ((PlannedOrderSpectrum)analysis).Request.StepOrders);
        OrderSpectrum spectrum = new(maxOrder, stepOrders, task.Transform);
        task.Spectra.Add(spectrum);
        readers.Spectra.Add((analysis, spectrum));
    }

    // As many as the step has at its highest speed throughout.
    private int MostBlocks(PlannedOrderLevels planned, OrderTask task)
    {
        StepSpan step = plan.Steps[planned.Step];
        return (int)RevolutionBlocks.BlocksIn(step.HighestRpm / 60 * step.DurationSeconds, task.Transform.Revolutions);
    }

    // A map for each vibration or sound channel and step of changing speed, from the shortest blocks there are.
    private void AddMaps(Dictionary<(int Channel, int Step, int Revolutions), OrderTask> tasks, OrderReaders readers)
    {
        foreach (IGrouping<(int, int), (int Channel, int Step, int Revolutions)> keys in
            tasks.Keys.GroupBy(key => (key.Channel, key.Step)))
        {
            (int channel, int step) = keys.Key;
            StepSpan span = plan.Steps[step];
            Quantity quantity = plan.PartType.Channels[channel].Quantity;
            bool isShown = quantity is Quantity.Acceleration or Quantity.SoundPressure;
            if (band is null && isShown && span.HighestRpm > span.LowestRpm)
            {
                OrderTask task = tasks[keys.MinBy(key => key.Revolutions)];
                task.Map = new OrderMapBuilder(span.LowestRpm, span.HighestRpm, task.Transform);
                readers.Maps.Add((channel, step, task.Map));
            }
        }
    }
}
