using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Training;
using Bench.Tests.Shared;

namespace Bench.Models.Tests;

/// <summary>
/// Good motors drawn at random: about 3000 points in curves whose scatter is correlated as in production, partly common
/// to
/// the whole motor, partly to a lot, to a curve, to neighbouring points, partly to a single point.
/// </summary>
internal sealed class Population(int seed)
{
    public static PartType PartType { get; } = PartTypeFile.Parse(
        File.ReadAllBytes(Path.Combine(SharedData.RepositoryRoot, "Samples", "PartTypes", "7DL.json")), "7DL.json");

    public static MeasurementDefinition Definition { get; } = new(Curves());

    private static ImmutableArray<string> Vibration => ["AccA", "AccB", "AccZ", "Mic"];

    /// <summary>Good motors numbered from a start, eight groups in turn.</summary>
    public ImmutableArray<GoodMotor> Good(int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(i => new GoodMotor($"M{i:0000}", $"lot {i % 8}", Motor(i)))];

    /// <summary>One motor; the change is applied to its curves.</summary>
    public Measurement Motor(int number, Action<CurveDefinition, float[]>? change = null)
    {
        Random random = new((seed * 1_000_003) + (number * 7919));
        Random lot = new((seed * 999_983) + ((number % 8) * 104_729));
        double loudness = (0.6 * Gaussian(random)) + (0.4 * Gaussian(lot));
        float[][] values = new float[Definition.Curves.Length][];
        for (int c = 0; c < values.Length; c++)
        {
            CurveDefinition curve = Definition.Curves[c];
            values[c] = Values(random, curve, c, loudness);
            change?.Invoke(curve, values[c]);
        }

        return new Measurement(Definition, values);
    }

    public static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static float[] Values(Random random, CurveDefinition curve, int index, double loudness)
    {
        float[] values = new float[curve.Positions.Length];
        double ofCurve = 0.6 * Gaussian(random);
        double ofNeighbours = Gaussian(random);
        for (int i = 0; i < values.Length; i++)
        {
            ofNeighbours = (0.8 * ofNeighbours) + (0.6 * Gaussian(random));
            double shape = 90 + (12 * Math.Sin((0.13 * i) + index)) + (i % 7 == 0 ? 8 : 0);
            double scatter = loudness + ofCurve + ofNeighbours + (0.5 * Gaussian(random));
            values[i] = (float)(curve.Unit switch
            {
                "Hz" => 10_000 * (1 + (1e-4 * scatter)),
                "A" => 160 * (1 + (0.005 * scatter)),
                "%" => 0.4 * Math.Exp(0.2 * scatter),
                "1" => 3 * (1 + (0.04 * scatter)),
                _ => shape + scatter,
            });
        }

        return values;
    }

    private static ImmutableArray<CurveDefinition> Curves()
    {
        ImmutableArray<CurveDefinition>.Builder curves = ImmutableArray.CreateBuilder<CurveDefinition>();
        ImmutableArray<double> speeds = [.. Enumerable.Range(2, 22).Select(i => 500.0 * i)];
        ImmutableArray<double> orders = [.. Enumerable.Range(0, 121).Select(i => 0.5 * i)];
        ImmutableArray<double> bands = [.. Enumerable.Range(-26, 53).Select(i => 1000 * Math.Pow(2, i / 6.0))];
        ImmutableArray<double> envelope = [.. Enumerable.Range(0, 401).Select(i => 0.05 * i)];
        foreach (string channel in Vibration)
        {
            string unit = channel == "Mic" ? "dB re 20 µPa" : "dB re 1 µm/s²";
            foreach (double order in new[] { 1.0, 2, 4, 7, 8, 9, 16, 24, 48 })
            {
                string name = $"order {order}";
                curves.Add(new("run-up", channel, CurveFamily.OrderCut, name, CurveAxis.SpeedRpm, speeds, unit, order));
            }

            curves.Add(
                new("run-up", channel, CurveFamily.OrderSpectrum, "order spectrum", CurveAxis.Order, orders, unit));
            curves.Add(
                new("dwell", channel, CurveFamily.OrderSpectrum, "order spectrum", CurveAxis.Order, orders, unit));
            curves.Add(new("dwell", channel, CurveFamily.Spectrum, "1/6 octave", CurveAxis.FrequencyHz, bands, unit));
            curves.Add(new("dwell", channel, CurveFamily.Level, "rms", CurveAxis.None, [0], unit));
            curves.Add(new("dwell", channel, CurveFamily.Level, "kurtosis", CurveAxis.None, [0], "1"));
        }

        curves.Add(new("run-up", "Trq", CurveFamily.OrderCut, "order 8", CurveAxis.SpeedRpm, speeds, "dB re 1 Nm", 8));
        foreach (string channel in new[] { "AccA", "AccB" })
        {
            const string Name = "envelope spectrum";
            const string Unit = "dB re 1 µm/s²";
            curves.Add(new("dwell", channel, CurveFamily.EnvelopeSpectrum, Name, CurveAxis.Order, envelope, Unit));
        }

        curves.Add(new("dwell", "CurU", CurveFamily.PhaseCurrent, "fundamental", CurveAxis.None, [0], "A"));
        curves.Add(new("dwell", "CurU", CurveFamily.PhaseCurrent, "unbalance", CurveAxis.None, [0], "%"));
        curves.Add(new("dwell", "CurU", CurveFamily.PhaseCurrent, "distortion", CurveAxis.None, [0], "%"));
        curves.Add(new("dwell", "CurU", CurveFamily.PhaseCurrent, "third harmonic", CurveAxis.None, [0], "%"));
        curves.Add(new("dwell", "CurU", CurveFamily.SwitchingLine, "carrier frequency", CurveAxis.None, [0], "Hz"));
        return curves.ToImmutable();
    }
}
