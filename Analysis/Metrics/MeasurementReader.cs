using Bench.Analysis.Currents;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>Reads the accumulators of a session into the values of its measurement.</summary>
internal sealed class MeasurementReader
{
    private readonly RecipePlan _plan;
    private readonly OrderReaders _readers;
    private readonly StepSinks _sinks;
    private readonly long[] _received;
    private readonly SpeedTrace _speed;
    private readonly float[][] _values;

    public MeasurementReader(
        RecipePlan plan, OrderReaders readers, StepSinks sinks, ReadOnlySpan<long> received, SpeedTrace speed)
    {
        _plan = plan;
        _readers = readers;
        _sinks = sinks;
        _received = received.ToArray();
        _speed = speed;
        _values = [.. plan.Definition.Curves.Select(curve => new float[curve.Positions.Length])];
        foreach (float[] values in _values)
        {
            values.AsSpan().Fill(float.NaN);
        }
    }

    /// <summary>The measurement; what was not reached stays NaN.</summary>
    public Measurement Read()
    {
        foreach ((PlannedCut planned, OrderCut cut) in _readers.Cuts)
        {
            Fill(planned, cut.MeanSquare);
        }

        foreach ((PlannedAnalysis planned, OrderSpectrum spectrum) in _readers.Spectra)
        {
            if (IsCovered(planned.Channel, planned.Step))
            {
                Fill(planned, spectrum.MeanSquare);
            }
        }

        foreach ((PlannedOrderLevels planned, SegmentLevels levels) in _readers.Levels)
        {
            if (IsCovered(planned.Channel, planned.Step))
            {
                ReadLevels(planned, levels);
            }
        }

        foreach (PlannedAnalysis analysis in _plan.Analyses)
        {
            if (IsCovered(analysis.Channel, analysis.Step))
            {
                ReadSink(analysis, _sinks[analysis.Channel, analysis.Step]!);
            }
        }

        return new Measurement(_plan.Definition, _values);
    }

    private void ReadSink(PlannedAnalysis analysis, StepSink sink)
    {
        switch (analysis)
        {
            case PlannedLevel:
                ReadLevels(analysis, sink.Levels!);
                break;
            case PlannedSpectrum spectrum:
                ReadSpectrum(spectrum, sink.Spectrum!);
                break;
            case PlannedCurrents currents:
                ReadCurrents(currents, sink.Currents!.Value.Phases.Currents);
                break;
            case PlannedSwitchingLine line:
                ReadSwitchingLine(line, sink.Spectrum!);
                break;
            case PlannedMetric metric:
                ReadMetric(metric, sink);
                break;
            default:
                break;
        }
    }

    private void ReadLevels(PlannedOrderLevels planned, SegmentLevels levels)
    {
        for (int i = 0; i < levels.Quantities; i++)
        {
            float[] values = _values[planned.Curve + i];
            for (int range = 0; range < values.Length; range++)
            {
                values[range] = (float)FlooredLevel.Of(levels.MeanSquare(i, range), Quantity(planned));
            }
        }
    }

    private void ReadMetric(PlannedMetric planned, StepSink sink)
    {
        StepMeter meter = sink.Segments.Find(segment => segment.Planned == planned)!.Meter;
        meter.Read(_speed.Within(planned.Time), _values.AsSpan(planned.Curve, planned.Metric.Curves.Length));
    }

    // Vibration and sound have no mean; that of a current or torque belongs to its level, but not to its shape.
    private void ReadLevels(PlannedAnalysis analysis, LevelStatistics levels)
    {
        double rms = Quantity(analysis) is PartTypes.Quantity.Acceleration or PartTypes.Quantity.SoundPressure
            ? levels.StandardDeviation
            : levels.Rms;
        _values[analysis.Curve][0] = (float)FlooredLevel.Of(rms * rms, Quantity(analysis));
        _values[analysis.Curve + 1][0] = (float)levels.CrestFactor;
        _values[analysis.Curve + 2][0] = (float)levels.Kurtosis;
    }

    private void ReadSpectrum(PlannedSpectrum planned, WelchSpectrum spectrum)
    {
        double[] density = new double[spectrum.Bins];
        double[] bands = new double[planned.Bands.Bands.Length];
        spectrum.CopyDensity(density);
        planned.Bands.SumDensity(density, spectrum.BinWidthHz, bands);
        Fill(planned, band => bands[band]);
    }

    private void ReadCurrents(PlannedCurrents planned, PhaseCurrents currents)
    {
        if (IsCovered(planned.SecondChannel, planned.Step) && IsCovered(planned.ThirdChannel, planned.Step))
        {
            _values[planned.Curve][0] = (float)currents.FundamentalAmperes;
            _values[planned.Curve + 1][0] = (float)currents.UnbalancePercent;
            _values[planned.Curve + 2][0] = (float)currents.WorstUnbalancePercent;
            _values[planned.Curve + 3][0] = (float)currents.DistortionPercent;
            _values[planned.Curve + 4][0] = (float)currents.ThirdHarmonicPercent;
        }
    }

    private void ReadSwitchingLine(PlannedSwitchingLine planned, WelchSpectrum spectrum)
    {
        double[] power = new double[spectrum.Bins];
        spectrum.CopyDensity(power);
        for (int i = 0; i < power.Length; i++)
        {
            power[i] *= spectrum.BinWidthHz;
        }

        Machine machine = _plan.PartType.Machine;
        (double frequencyHz, double meanSquare) = SwitchingLine.Find(
            power,
            spectrum.BinWidthHz,
            machine.SwitchingFrequencyHz,
            planned.SearchShare,
            ElectricalHz(planned, power, spectrum.BinWidthHz));
        _values[planned.Curve][0] = (float)frequencyHz;
        _values[planned.Curve + 1][0] = (float)FlooredLevel.Of(meanSquare, Quantity(planned));
    }

    // A current shows its fundamental itself; other channels take it from the shaft.
    private double ElectricalHz(PlannedSwitchingLine planned, double[] power, double binWidthHz)
    {
        const double LowestHz = 5;
        Machine machine = _plan.PartType.Machine;
        if (Quantity(planned) == PartTypes.Quantity.Current)
        {
            return SwitchingLine.StrongestHz(power, binWidthHz, LowestHz, machine.SwitchingFrequencyHz / 4);
        }

        TimeSpanSeconds time = _plan.Steps[planned.Step].Time;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < _speed.TimesSeconds.Length; i++)
        {
            bool isInside = _speed.TimesSeconds[i] >= time.StartSeconds && _speed.TimesSeconds[i] < time.EndSeconds;
            sum += isInside ? _speed.SpeedsRpm[i] : 0;
            count += isInside ? 1 : 0;
        }

        return sum > 0 ? machine.PolePairs * sum / count / 60 : double.NaN;
    }

    private void Fill(PlannedAnalysis planned, Func<int, double> meanSquare)
    {
        float[] values = _values[planned.Curve];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)FlooredLevel.Of(meanSquare(i), Quantity(planned));
        }
    }

    private Quantity Quantity(PlannedAnalysis planned) => _plan.PartType.Channels[planned.Channel].Quantity;

    private bool IsCovered(int channel, int step) => _sinks[channel, step]?.IsCovered(_received[channel]) ?? false;
}
