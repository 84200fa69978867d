using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Judging;
using Bench.Models.Verdicts;
using Bench.Results;

namespace Bench.Testing;

/// <summary>
/// Goes once through everything that stands between the last sample and the verdict, with made-up samples and a
/// database in memory, so that the first motor of the shift does not wait for code to be compiled.
/// </summary>
internal static class Rehearsal
{
    private const int BlockSamples = 4096;
    private const double PulsesPerSecond = 400;

    /// <summary>Rehearses a test; nothing of it is kept.</summary>
    public static void Run(TestSetup setup)
    {
        using RunEvidence evidence = new(setup.Recipe, setup.Analysis);
        for (int channel = 0; channel < setup.Recipe.PartType.Channels.Length; channel++)
        {
            Feed(evidence, setup.Recipe.PartType, channel);
        }

        evidence.Complete();
        string name = setup.Recipe.PartType.Name;
        Judge.Decide(evidence.Faults, evidence.Measurement, setup.Baseline, name, setup.Origin);
        Measurement measurement = Complete(setup.Recipe.Analyzer.Definition, evidence.Measurement);
        Judgement judgement = Judge.Decide([], measurement, setup.Baseline, name, setup.Origin);
        if (setup.Baseline is { } baseline)
        {
            judgement = baseline.Judge(measurement, setup.Origin);
        }

        Store(setup, judgement, measurement);
    }

    // With 0 for what the made-up samples did not reach: a measurement that lacks values is not judged any further.
    private static Measurement Complete(MeasurementDefinition definition, Measurement? measurement)
    {
        float[][] values = new float[definition.Curves.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = measurement is null
                ? new float[definition.Curves[i].Positions.Length]
                : measurement.Values(i).ToArray();
            for (int k = 0; k < values[i].Length; k++)
            {
                values[i][k] = float.IsFinite(values[i][k]) ? values[i][k] : 0;
            }
        }

        return new Measurement(definition, values);
    }

    private static void Store(TestSetup setup, Judgement judgement, Measurement? measurement)
    {
        using ResultStore store = ResultStore.OpenInMemory(TimeProvider.System);
        RunStart start = setup.Describe(SerialNumber.Parse("REHEARSAL"), DateTimeOffset.UnixEpoch);
        store.Begin(start);
        TestResult result = setup.Result(start, judgement, measurement);
        store.Finish(result);
        store.Seal(result.Id, "0");
    }

    // Noise on the sensors, pulses on the tacho: enough for every analysis to have something to do.
    private static void Feed(RunEvidence evidence, PartType partType, int channel)
    {
        Channel spec = partType.Channels[channel];
        bool isTacho = partType.Tacho is { } tacho && tacho.Channel == spec.Id;
        Random random = new(channel);
        float[] block = new float[BlockSamples];
        for (int i = 0; i < block.Length; i++)
        {
            double turns = PulsesPerSecond * i / spec.SampleRateHz;
            block[i] = isTacho
                ? (float)(turns - Math.Floor(turns) < 0.5 ? 0 : 2 * partType.Tacho!.ThresholdVolts)
                : (float)(spec.FullScale * (random.NextDouble() - 0.5));
        }

        for (double seconds = 0; seconds < partType.DurationSeconds; seconds += block.Length / spec.SampleRateHz)
        {
            evidence.Take(channel, block);
        }
    }
}
