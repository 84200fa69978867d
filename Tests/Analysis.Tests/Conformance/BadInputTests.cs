using System.Numerics;
using Bench.Analysis.Currents;
using Bench.Analysis.Envelope;
using Bench.Analysis.Octaves;
using Bench.Analysis.Orders;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;
using Bench.Analysis.Tests.Orders;
using Bench.Analysis.Weightings;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>
/// What cannot be analysed is refused in words or shows as NaN, by every analysis of a signal: never a silent number.
/// Faults of the speed (bounces, dropouts, standstill, an order above the rate) are tried beside the tacho and the
/// orders; clipping is judged on the bench, by the full scale of the channel.
/// </summary>
public sealed class BadInputTests
{
    private const double RateHz = 51200;

    private static readonly SpectrumOptions s_frames = new() { FrameLength = 4096 };
    private static readonly RunUp s_runUp = new(1200, 2400, 1);

    // All numbers of each analysis of one second of signal.
    private static readonly Dictionary<string, Func<float[], IEnumerable<double>>> s_analyses = new()
    {
        [nameof(WelchSpectrum)] = static samples =>
        {
            WelchSpectrum spectrum = new(4096, WindowKind.Hann, 0.5, RateHz);
            spectrum.Add(samples);
            double[] density = new double[spectrum.Bins];
            spectrum.CopyDensity(density);
            return density;
        },
        [nameof(SpectralMatrix)] = static samples =>
        {
            SpectralMatrix matrix = new(2, s_frames, RateHz);
            matrix.Add(samples, samples);
            return matrix.Coherence(0, 1).Values;
        },
        [nameof(Spectrogram)] = static samples =>
        {
            Spectrogram spectrogram = new(s_frames, RateHz);
            spectrogram.Add(samples);
            return spectrogram.ToMap().Values.Select(value => (double)value);
        },
        [nameof(SpectralKurtosis)] = static samples =>
        {
            SpectralKurtosis kurtosis = new(s_frames, RateHz);
            kurtosis.Add(samples);
            return kurtosis.ToCurve().Values;
        },
        [nameof(Kurtogram)] = static samples => Kurtogram.Compute(samples, RateHz, 4).Bands.Select(b => b.Kurtosis),
        [nameof(EnvelopeSpectrum)] = static samples =>
        {
            EnvelopeSpectrum envelope = new(new EnvelopeOptions(2000, 6000) { ResolutionHz = 4 }, RateHz);
            envelope.Add(samples);
            return envelope.Power().Values;
        },
        [nameof(OrderRecorder)] = static samples => OrderLevels.Of(
            OrderRecorder.Record(samples, RateHz, Angle(), new() { MaxOrder = 20 }),
            new() { Orders = [1, 2], Step = 50 }).Cuts[0].Values,
        [nameof(VoldKalmanFilter)] = static samples =>
        {
            double[] angle = [.. samples.Select((_, n) => s_runUp.Revolutions(n / RateHz))];
            VoldKalmanOptions options = new() { Orders = [new(0, 1, 5, OrderBandwidthUnit.Hertz)] };
            return new VoldKalmanFilter(RateHz, options).Process(samples, angle).Residual.Select(x => (double)x);
        },
        [nameof(PhaseCurrents)] = static samples =>
        {
            PhaseCurrents currents = new(RateHz, 0);
            currents.Add(samples, samples, samples);
            return [currents.FundamentalAmperes, currents.UnbalancePercent, currents.DistortionPercent];
        },
        [nameof(CurrentAngle)] = static samples => CurrentAngle.Follow(samples, samples, samples, RateHz),
        [nameof(SpeedEstimate)] = static samples => SpeedEstimate.FromOnePhase(
            samples, RateHz, 2, new() { FromRpm = 600, ToRpm = 3000 }).Speed.Values,
        [nameof(ResolverDecoder)] = static samples =>
            ResolverDecoder.Decode(samples, samples, RateHz, new()).Revolutions,
        [nameof(StationaryLoudness)] = static samples => [StationaryLoudness.Of(samples, RateHz).LoudnessSone],
        [nameof(HearingModel)] = static samples => [HearingModel.Analyse(samples, RateHz).LoudnessSone],
        [nameof(Roughness)] = static samples => [Roughness.Of(samples, RateHz).RoughnessAsper],
        [nameof(FluctuationStrength)] = static samples =>
            [FluctuationStrength.Of(samples, RateHz).FluctuationVacil],
        [nameof(ToneSpectrum)] = static samples => ToneSpectrum.Of(samples, RateHz).MeanSquares,
        [nameof(ToneTracker)] = static samples => ToneTracker
            .Follow(samples, RateHz, new SpeedTrace([0, 1], [1200, 2400]), 20)
            .Select(point => point.Tone is { IsProminentByToneToNoise: true } tone ? tone.LevelDb : double.NaN),
    };

    // Transforms and figures of whatever was given, without a shortest length.
    private static readonly Dictionary<string, Func<float[], IEnumerable<double>>> s_figures = new()
    {
        [nameof(Cepstrum)] = static samples => Cepstrum.Real(samples, RateHz).Values,
        [nameof(AnalyticSignal)] = static samples =>
        {
            Complex[] analytic = new Complex[samples.Length];
            AnalyticSignal.Compute(samples, analytic);
            return analytic.Select(Complex.Abs);
        },
        [nameof(FrequencyIntegration)] = static samples =>
        {
            double[] velocity = new double[samples.Length];
            FrequencyIntegration.Integrate(samples, RateHz, 1, 10, velocity);
            return velocity;
        },
        [nameof(TimeVaryingLoudness)] = static samples => TimeVaryingLoudness.Of(samples, RateHz).LoudnessSone,
        [nameof(LevelStatistics)] = static samples =>
        {
            LevelStatistics statistics = new();
            statistics.Add(samples);
            return [statistics.Mean, statistics.Rms, statistics.Kurtosis, statistics.CrestFactor];
        },
        [nameof(ImpulseIndicators)] = static samples =>
        {
            ImpulseIndicators indicators = new();
            indicators.Add(samples);
            return [indicators.Kurtosis, indicators.ImpulseFactor];
        },
        [nameof(OctaveFilterBank)] = static samples =>
        {
            OctaveFilterBank bank = new(OctaveBankPlan.Create(3, 20, 20000, RateHz), 1);
            bank.Process(samples);
            double[] levels = new double[bank.Plan.Bands.Length];
            bank.CopyMeanSquares(OctaveLevel.Equivalent, 0, levels);
            return levels;
        },
        [nameof(SoundLevelMeter)] = static samples =>
        {
            SoundLevelMeter meter = new(RateHz);
            meter.Process(samples);
            return [meter.EquivalentLevelDb, meter.FastMaximumDb, meter.CPeakLevelDb, meter.ExposureLevelDb];
        },
        [nameof(VibrationSeverity)] = static samples =>
        {
            VibrationSeverity meter = new(RateHz);
            meter.Process(samples);
            return [meter.VelocityRmsMillimetresPerSecond, meter.VelocityPeakMillimetresPerSecond];
        },
    };

    public static TheoryData<string> Analyses => [.. s_analyses.Keys];

    public static TheoryData<string> AllNames => [.. s_analyses.Keys, .. s_figures.Keys];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void A_sample_that_is_no_number_is_refused_or_shows(string name)
    {
        foreach (float bad in (float[])[float.NaN, float.PositiveInfinity])
        {
            float[] samples = Noise();
            samples[30_000] = bad;
            Assert.True(IsRefused(name, samples, out double[] values) || values.Any(value => !double.IsFinite(value)));
        }
    }

    [Theory]
    [MemberData(nameof(Analyses))]
    public void Three_samples_are_refused_or_have_no_value(string name) =>
        Assert.True(IsRefused(name, [1, 2, 1], out double[] values) || values.All(double.IsNaN));

    [Theory]
    [MemberData(nameof(AllNames))]
    public void No_samples_are_refused_or_have_no_value(string name) =>
        Assert.True(IsRefused(name, [], out double[] values) || !values.Any(double.IsFinite));

    // Nothing but a mean value: no level above it and no kurtosis but that of its own bin, −2.
    [Theory]
    [MemberData(nameof(Analyses))]
    public void A_constant_is_refused_or_has_nothing_that_it_does_not_have(string name)
    {
        float[] samples = new float[51200];
        samples.AsSpan().Fill(0.5f);
        Assert.True(IsRefused(name, samples, out double[] values)
            || values.All(value => double.IsNaN(value) || Math.Abs(value) <= 2));
    }

    private static bool IsRefused(string name, float[] samples, out double[] values)
    {
        values = [];
        try
        {
            values = [.. (s_analyses.GetValueOrDefault(name) ?? s_figures[name])(samples)];
            return false;
        }
        catch (ArgumentException refusal)
        {
            return refusal.Message.Length > 20;
        }
    }

    private static float[] Noise()
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, 51200).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private static ShaftAngle Angle()
    {
        ShaftAngle angle = new(8, 1);
        Array.ForEach(s_runUp.Pulses(8), angle.AddEdge);
        angle.Complete(1);
        return angle;
    }
}
