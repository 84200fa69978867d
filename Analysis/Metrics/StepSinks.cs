using Bench.Analysis.Currents;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Metrics;

/// <summary>
/// What is computed over time in one session: a <see cref="StepSink"/> for each channel and step that needs one.
/// </summary>
internal sealed class StepSinks
{
    private const double SpectrumOverlap = 0.5;

    private readonly RecipePlan _plan;
    private readonly StepSink?[][] _sinks;
    private readonly double[] _costs;

    // Channels with the same number here are needed together.
    private readonly int[] _sets;

    /// <summary>Makes the sinks that the analyses of a plan need.</summary>
    public StepSinks(RecipePlan plan)
    {
        _plan = plan;
        int channels = plan.PartType.Channels.Length;
        _sinks = [.. Enumerable.Range(0, channels).Select(_ => new StepSink?[plan.Steps.Length])];
        _costs = new double[channels];
        _sets = [.. Enumerable.Range(0, channels)];
        foreach (PlannedAnalysis analysis in plan.Analyses)
        {
            Add(analysis);
        }
    }

    /// <summary>The sink of a channel and step; null where nothing is computed.</summary>
    public StepSink? this[int channel, int step] => _sinks[channel][step];

    /// <summary>The channels in sets that are independent of each other.</summary>
    public IEnumerable<AnalysisLoad> Loads() => Enumerable.Range(0, _sinks.Length)
        .GroupBy(channel => _sets[channel])
        .Select(set => new AnalysisLoad(set.Sum(channel => _costs[channel]), Group: null, [.. set]))
        .Where(load => load.Cost > 0);

    /// <summary>The sinks of some channels, by channel and step; none of the others.</summary>
    public StepSink?[][] Of(IEnumerable<int> channels)
    {
        HashSet<int> wanted = [.. channels];
        return [.. _sinks.Select((steps, channel) => wanted.Contains(channel) ? steps : [])];
    }

    private void Add(PlannedAnalysis analysis)
    {
        double rate = _plan.RateHz(analysis.Channel);
        StepSink sink = Sink(analysis.Channel, analysis.Step);
        switch (analysis)
        {
            case PlannedLevel:
                sink.Levels = new LevelStatistics();
                AddCost(analysis, AnalysisLoad.LevelNanoseconds);
                break;
            case PlannedSpectrum spectrum:
                AddSpectrum(sink, spectrum.FrameLength, rate);
                AddCost(analysis, AnalysisLoad.SpectrumNanoseconds);
                break;
            case PlannedSwitchingLine line:
                AddSpectrum(sink, line.FrameLength, rate);
                AddCost(analysis, AnalysisLoad.SpectrumNanoseconds);
                break;
            case PlannedCurrents currents:
                AddCurrents(sink, currents, rate);
                AddCost(analysis, AnalysisLoad.CurrentsNanoseconds);
                break;
            case PlannedMetric metric:
                sink.Segments.Add(new SegmentSink(
                    metric, metric.Time.FirstSample(rate), metric.Time.EndSample(rate)));
                AddCost(analysis, metric.Metric.NanosecondsPerSample);
                break;
            default:
                break;
        }
    }

    // One spectrum serves all that ask for it: the longest frame resolves what the shorter ones do.
    private void AddSpectrum(StepSink sink, int frameLength, double rateHz)
    {
        if (sink.Spectrum is null || sink.Spectrum.Length < frameLength)
        {
            sink.Spectrum = new WelchSpectrum(
                _plan.Shared.Transform(frameLength),
                _plan.Shared.Hann(frameLength),
                SpectrumOverlap,
                rateHz,
                SpectrumAveraging.Linear);
        }
    }

    private void AddCurrents(StepSink sink, PlannedCurrents currents, double rateHz)
    {
        AlignedPhases phases = new(new PhaseCurrents(
            rateHz,
            _plan.PartType.Machine.SwitchingFrequencyHz,
            _plan.Shared.Hann(PhaseCurrents.LengthAt(rateHz))));
        sink.Currents = (phases, 0);
        Sink(currents.SecondChannel, currents.Step).Currents = (phases, 1);
        Sink(currents.ThirdChannel, currents.Step).Currents = (phases, 2);
        Join(currents.Channel, currents.SecondChannel);
        Join(currents.Channel, currents.ThirdChannel);
    }

    private void Join(int channel, int other)
    {
        int replaced = _sets[other];
        for (int i = 0; i < _sets.Length; i++)
        {
            _sets[i] = _sets[i] == replaced ? _sets[channel] : _sets[i];
        }
    }

    private void AddCost(PlannedAnalysis analysis, double nanosecondsPerSample) =>
        _costs[analysis.Channel] +=
            nanosecondsPerSample * _plan.RateHz(analysis.Channel) * _plan.Steps[analysis.Step].DurationSeconds;

    private StepSink Sink(int channel, int step)
    {
        double rate = _plan.RateHz(channel);
        return _sinks[channel][step] ??= new StepSink(
            _plan.Steps[step].FirstSample(rate), _plan.Steps[step].EndSample(rate));
    }
}
