using System.Collections.Immutable;
using System.Globalization;
using Bench.Analysis.Envelope;
using Bench.Analysis.Octaves;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Metrics;

/// <summary>
/// Resolves the names of a recipe, checks that rates and durations allow what it asks for, and lays out the curves.
/// </summary>
internal sealed class RecipePlanner
{
    private static readonly ImmutableArray<double> s_scalar = [0];

    private readonly PartType _partType;
    private readonly List<CurveDefinition> _curves = [];
    private readonly List<PlannedAnalysis> _analyses = [];
    private readonly SharedPlans _shared = new();
    private readonly ImmutableArray<StepSpan> _steps;

    private RecipePlanner(PartType partType)
    {
        _partType = partType;
        _steps = Steps(partType);
    }

    /// <summary>Makes the plan.</summary>
    /// <exception cref="ArgumentException">The message names the path of what is wrong, its value and the
    /// reason.</exception>
    public static RecipePlan Plan(PartType partType)
    {
        RecipePlanner planner = new(partType);
        planner.AddAll();
        int tacho = planner._partType.Channels.ToList().FindIndex(channel => channel.Id == partType.Tacho?.Channel);
        return new RecipePlan(
            partType,
            planner._steps,
            new MeasurementDefinition([.. planner._curves]),
            [.. planner._analyses],
            tacho,
            planner._shared);
    }

    private static ImmutableArray<StepSpan> Steps(PartType partType)
    {
        ImmutableArray<StepSpan>.Builder steps = ImmutableArray.CreateBuilder<StepSpan>();
        double start = 0;
        foreach (TestStep step in partType.Steps)
        {
            Require(
                step.DurationSeconds > 0,
                $"steps[{steps.Count}].durationSeconds",
                step.DurationSeconds,
                "must be above 0");
            double end = start + step.DurationSeconds;
            steps.Add(new StepSpan(
                step.Name,
                new TimeSpanSeconds(start, end),
                Math.Min(step.StartRpm, step.EndRpm),
                Math.Max(step.StartRpm, step.EndRpm)));
            start = end;
        }

        return steps.ToImmutable();
    }

    private static void Require(bool condition, string path, object value, string reason)
    {
        if (!condition)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{path} = {value}: {reason}."));
        }
    }

    private void AddAll()
    {
        HashSet<string> keys = [];
        for (int i = 0; i < _partType.Analyses.Length; i++)
        {
            int before = _curves.Count;
            AnalysisRequest request = _partType.Analyses[i];
            string path = $"analyses[{i}]";
            for (int s = 0; s < request.Steps.Length; s++)
            {
                int step = _steps.ToList().FindIndex(span => span.Name == request.Steps[s]);
                Require(step >= 0, $"{path}.steps[{s}]", request.Steps[s], "no step has this name");
                AddStep(request, step, path);
            }

            foreach (CurveDefinition curve in _curves.Skip(before))
            {
                Require(keys.Add(curve.Key), path, curve.Key, "this curve is asked for twice");
            }
        }
    }

    private void AddStep(AnalysisRequest request, int step, string path)
    {
        int[] channels = new int[request.Channels.Length];
        for (int c = 0; c < channels.Length; c++)
        {
            channels[c] = _partType.Channels.ToList().FindIndex(channel => channel.Id == request.Channels[c]);
            Require(channels[c] >= 0, $"{path}.channels[{c}]", request.Channels[c], "no channel has this id");
        }

        if (request is PhaseCurrentRequest)
        {
            AddCurrents(channels, step, path);
            return;
        }

        foreach (int channel in channels)
        {
            AddChannel(request, channel, step, path);
        }
    }

    private void AddChannel(AnalysisRequest request, int channel, int step, string path)
    {
        switch (request)
        {
            case OrderCutRequest cut:
                AddCuts(cut, channel, step, path);
                break;
            case OrderSpectrumRequest spectrum:
                AddOrderSpectrum(spectrum, channel, step, path);
                break;
            case EnvelopeSpectrumRequest envelope:
                AddEnvelope(envelope, channel, step, path);
                break;
            case SpectrumRequest spectrum:
                AddSpectrum(spectrum, channel, step, path);
                break;
            case LevelRequest:
                AddLevels(channel, step);
                break;
            case SwitchingLineRequest line:
                AddSwitchingLine(line, channel, step, path);
                break;
            case OrderLevelRequest levels:
                AddOrderLevels(levels, channel, step, path);
                break;
            case SegmentRequest segment:
                AddMetric(segment, channel, step, path);
                break;
            default:
                throw new ArgumentException($"{path}: {request.GetType().Name} is not known.");
        }
    }

    private void AddOrderLevels(OrderLevelRequest request, int channel, int step, string path)
    {
        double highest = request.Ranges?.ToRpm ?? _steps[step].HighestRpm;
        Require(request.BandwidthOrders > 0, $"{path}.bandwidthOrders", request.BandwidthOrders, "must be above 0");
        CheckOrder(request.MaxOrder, highest, _partType.Channels[channel].SampleRateHz, $"{path}.maxOrder");
        int first = _curves.Count;
        ImmutableArray<string> names = request.CurveNames;
        for (int i = 0; i < names.Length; i++)
        {
            MetricCurve curve =
                MetricCurve.Over(request.Ranges, CurveFamily.OrderLevel, names[i], LevelUnit(channel));
            double? order = i < request.Orders.Length ? request.Orders[i] : null;
            AddCurve(channel, step, curve.Family, curve.Name, curve.Axis, curve.Positions, curve.Unit, order);
        }

        _analyses.Add(new PlannedOrderLevels(first, channel, step, request));
    }

    private void AddMetric(SegmentRequest request, int channel, int step, string path)
    {
        TimeSpanSeconds whole = _steps[step].Time;
        TimeSpanSeconds time = new(
            whole.StartSeconds + request.FromSeconds,
            request.ToSeconds is { } end ? whole.StartSeconds + end : whole.EndSeconds);
        Require(
            request.FromSeconds >= 0 && time.EndSeconds > time.StartSeconds && time.EndSeconds <= whole.EndSeconds,
            $"{path}.fromSeconds",
            request.FromSeconds,
            $"the part of the step must lie between 0 and {_steps[step].DurationSeconds} s");
        StepMetric metric;
        try
        {
            metric = MetricDesign.Of(
                request, _partType.Channels[channel], time.EndSeconds - time.StartSeconds, _shared);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{path}: {e.Message}", e);
        }

        int first = _curves.Count;
        foreach (MetricCurve curve in metric.Curves)
        {
            AddCurve(channel, step, curve.Family, curve.Name, curve.Axis, curve.Positions, curve.Unit);
        }

        _analyses.Add(new PlannedMetric(first, channel, step, metric, time));
    }

    private void AddCuts(OrderCutRequest request, int channel, int step, string path)
    {
        Require(request.StepRpm > 0, $"{path}.stepRpm", request.StepRpm, "must be above 0");
        Require(request.ToRpm >= request.FromRpm, $"{path}.toRpm", request.ToRpm, "must not be below fromRpm");
        Require(request.BandwidthOrders > 0, $"{path}.bandwidthOrders", request.BandwidthOrders, "must be above 0");
        int points = (int)(((request.ToRpm - request.FromRpm) / request.StepRpm) + 1e-9) + 1;
        ImmutableArray<double> speeds =
            [.. Enumerable.Range(0, points).Select(i => request.FromRpm + (i * request.StepRpm))];
        double highest = Math.Min(request.ToRpm, _steps[step].HighestRpm);
        foreach (double order in request.Orders)
        {
            Require(order > 0, $"{path}.orders", order, "must be above 0");
            CheckOrder(order, highest, _partType.Channels[channel].SampleRateHz, $"{path}.orders");
            string name = string.Create(CultureInfo.InvariantCulture, $"order {order}");
            int curve = AddCurve(
                channel, step, CurveFamily.OrderCut, name, CurveAxis.SpeedRpm, speeds, LevelUnit(channel), order);
            _analyses.Add(new PlannedCut(curve, channel, step, order, request));
        }
    }

    private void AddOrderSpectrum(OrderSpectrumRequest request, int channel, int step, string path)
    {
        CheckOrder(
            request.MaxOrder, _steps[step].HighestRpm, _partType.Channels[channel].SampleRateHz, $"{path}.maxOrder");
        ImmutableArray<double> orders = Orders(request.MaxOrder, request.StepOrders, step, path);
        int curve = AddCurve(
            channel, step, CurveFamily.OrderSpectrum, "order spectrum", CurveAxis.Order, orders, LevelUnit(channel));
        _analyses.Add(new PlannedOrderSpectrum(curve, channel, step, request));
    }

    private void AddEnvelope(EnvelopeSpectrumRequest request, int channel, int step, string path)
    {
        double rate = _partType.Channels[channel].SampleRateHz;
        Require(request.FromHz > 0, $"{path}.fromHz", request.FromHz, "must be above 0");
        Require(request.ToHz > request.FromHz, $"{path}.toHz", request.ToHz, "must be above fromHz");
        Require(
            request.ToHz < rate / 2,
            $"{path}.toHz",
            request.ToHz,
            $"must be below half the sample rate, {rate / 2} Hz");
        double envelopeRate = rate / EnvelopeDetector.DecimationFor(rate, request.FromHz, request.ToHz);
        CheckOrder(request.MaxOrder, _steps[step].HighestRpm, envelopeRate, $"{path}.maxOrder");
        ImmutableArray<double> orders = Orders(request.MaxOrder, request.StepOrders, step, path);
        int curve = AddCurve(
            channel,
            step,
            CurveFamily.EnvelopeSpectrum,
            "envelope spectrum",
            CurveAxis.Order,
            orders,
            LevelUnit(channel));
        _analyses.Add(new PlannedEnvelope(curve, channel, step, request));
    }

    private void AddSpectrum(SpectrumRequest request, int channel, int step, string path)
    {
        double rate = _partType.Channels[channel].SampleRateHz;
        Require(
            request.BandsPerOctave is 1 or 3 or 6 or 12,
            $"{path}.bandsPerOctave",
            request.BandsPerOctave,
            "must be 1, 3, 6 or 12");
        Require(request.FromHz > 0, $"{path}.fromHz", request.FromHz, "must be above 0");
        Require(request.ToHz >= request.FromHz, $"{path}.toHz", request.ToHz, "must not be below fromHz");
        FractionalOctave bands = FractionalOctave.Create(request.BandsPerOctave, request.FromHz, request.ToHz);
        Require(
            bands.Bands[^1].UpperHz <= rate / 2,
            $"{path}.toHz",
            request.ToHz,
            $"its band ends above half the sample rate, {rate / 2} Hz");

        // Two lines in the narrowest band, as far as the step is long enough for two frames.
        double binWidthHz = (bands.Bands[0].UpperHz - bands.Bands[0].LowerHz) / 2;
        string name = request.BandsPerOctave == 1 ? "octave" : $"1/{request.BandsPerOctave} octave";
        int curve = AddCurve(
            channel,
            step,
            CurveFamily.Spectrum,
            name,
            CurveAxis.FrequencyHz,
            [.. bands.Bands.Select(band => band.CentreHz)],
            LevelUnit(channel));
        _analyses.Add(new PlannedSpectrum(curve, channel, step, bands, FrameLength(rate, binWidthHz, step)));
    }

    private void AddLevels(int channel, int step)
    {
        int curve = AddScalar(channel, step, CurveFamily.Level, "rms", LevelUnit(channel));
        AddScalar(channel, step, CurveFamily.Level, "crest", "1");
        AddScalar(channel, step, CurveFamily.Level, "kurtosis", "1");
        _analyses.Add(new PlannedLevel(curve, channel, step));
    }

    private void AddCurrents(int[] channels, int step, string path)
    {
        Require(channels.Length == 3, $"{path}.channels", channels.Length, "the three phases are needed");
        foreach (int channel in channels)
        {
            double rate = _partType.Channels[channel].SampleRateHz;
            Require(
                rate == _partType.Channels[channels[0]].SampleRateHz,
                $"{path}.channels",
                rate,
                "the phases need one sample rate");
        }

        int curve = AddScalar(channels[0], step, CurveFamily.PhaseCurrent, "fundamental", "A");
        AddScalar(channels[0], step, CurveFamily.PhaseCurrent, "unbalance", "%");
        AddScalar(channels[0], step, CurveFamily.PhaseCurrent, "unbalance max", "%");
        AddScalar(channels[0], step, CurveFamily.PhaseCurrent, "distortion", "%");
        AddScalar(channels[0], step, CurveFamily.PhaseCurrent, "third harmonic", "%");
        _analyses.Add(new PlannedCurrents(curve, channels[0], step, channels[1], channels[2]));
    }

    private void AddSwitchingLine(SwitchingLineRequest request, int channel, int step, string path)
    {
        double rate = _partType.Channels[channel].SampleRateHz;
        double nominal = _partType.Machine.SwitchingFrequencyHz;
        double highest = nominal * (1 + request.SearchShare);
        Require(
            request.SearchShare is > 0 and < 1, $"{path}.searchShare", request.SearchShare, "must lie between 0 and 1");
        Require(
            nominal > 0 && highest < rate / 2,
            "machine.switchingFrequencyHz",
            nominal,
            $"the search must lie between 0 and {rate / 2} Hz");

        // Lines of the pattern lie an electrical frequency apart; a 5000th of the carrier tells them well apart.
        int length = FrameLength(rate, nominal / 5000, step);
        int curve = AddScalar(channel, step, CurveFamily.SwitchingLine, "carrier frequency", "Hz");
        AddScalar(channel, step, CurveFamily.SwitchingLine, "carrier level", LevelUnit(channel));
        _analyses.Add(new PlannedSwitchingLine(curve, channel, step, request.SearchShare, length));
    }

    private ImmutableArray<double> Orders(double maxOrder, double stepOrders, int step, string path)
    {
        Require(stepOrders > 0, $"{path}.stepOrders", stepOrders, "must be above 0");
        int points = OrderSpectrum.PointsFor(maxOrder, stepOrders);
        Require(points > 0, $"{path}.maxOrder", maxOrder, "must not be below stepOrders");
        double revolutions = (_steps[step].LowestRpm + _steps[step].HighestRpm) / 120 * _steps[step].DurationSeconds;
        int needed = OrderSpectrum.RevolutionsFor(stepOrders);
        Require(
            revolutions >= needed,
            $"{path}.stepOrders",
            stepOrders,
            $"takes blocks of {needed} revolutions, but the step has {revolutions:F0}");
        return [.. Enumerable.Range(1, points).Select(i => Math.Round(i * stepOrders, 9))];
    }

    private static void CheckOrder(double order, double highestRpm, double sampleRateHz, string path)
    {
        double possible = SincKernel.PassShare * sampleRateHz / (highestRpm / 60);
        Require(
            order <= possible,
            path,
            order,
            $"at {highestRpm:F0} rpm the rate of {sampleRateHz:F0} Hz allows orders up to {possible:F1}");
    }

    private int FrameLength(double rateHz, double binWidthHz, int step)
    {
        double longest = _steps[step].DurationSeconds * rateHz / 2;
        int length = 256;
        while (length * binWidthHz < rateHz && length * 2 <= longest)
        {
            length *= 2;
        }

        return length;
    }

    private string LevelUnit(int channel) => Decibel.Unit(_partType.Channels[channel].Quantity);

    private int AddScalar(int channel, int step, CurveFamily family, string name, string unit) =>
        AddCurve(channel, step, family, name, CurveAxis.None, s_scalar, unit);

    private int AddCurve(
        int channel,
        int step,
        CurveFamily family,
        string name,
        CurveAxis axis,
        ImmutableArray<double> positions,
        string unit,
        double? order = null)
    {
        _curves.Add(new CurveDefinition(
            _steps[step].Name, _partType.Channels[channel].Id, family, name, axis, positions, unit, order));
        return _curves.Count - 1;
    }
}
