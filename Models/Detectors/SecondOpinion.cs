using System.Collections.Immutable;
using System.Security.Cryptography;
using Bench.Models.Calibration;
using Bench.Models.Training;

namespace Bench.Models.Detectors;

/// <summary>
/// What a second engine says beside our model: calibrated by the same code on the same folds, shown and never deciding.
/// The baseline keeps the SHA-256 of the engine's file; bytes with another one are refused before the engine sees them.
/// </summary>
public sealed class SecondOpinion
{
    private readonly Func<double[], double>? _score;

    internal SecondOpinion(
        string engine,
        string sha256,
        ConformalCalibration calibration,
        ImmutableArray<byte> file,
        Func<double[], double>? score)
    {
        Engine = engine;
        Sha256 = sha256;
        Calibration = calibration;
        File = file;
        _score = score;
    }

    /// <summary>Name of the engine.</summary>
    public string Engine { get; }

    /// <summary>SHA-256 of the engine's file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The engine's file; empty where the baseline was read without it.</summary>
    public ImmutableArray<byte> File { get; }

    /// <summary>Whether the engine is at hand; it has no opinion otherwise.</summary>
    public bool IsReady => _score is not null;

    internal ConformalCalibration Calibration { get; }

    /// <summary>Learns from the motors kept by our model, with the folds of the set.</summary>
    /// <exception cref="ArgumentException">The engine has no finite score for a good motor.</exception>
    internal static SecondOpinion Learn(
        IAnomalyEngine engine, LearningSet set, ImmutableArray<int> kept, IReadOnlyList<double[]> rows)
    {
        double[] scores = LeftOut.Scores(set, kept, learning => engine.Load(engine.Train(learning)));
        foreach (int motor in kept)
        {
            if (!double.IsFinite(scores[motor]))
            {
                throw new ArgumentException(
                    $"Engine {engine.Name} has no finite score for the good motor {set.SerialNumbers[motor]}: learn "
                    + "without it.",
                    nameof(set));
            }
        }

        byte[] file = engine.Train([.. kept.Select(motor => rows[motor])]);
        return new SecondOpinion(
            engine.Name,
            HashOf(file),
            new ConformalCalibration(kept.Select(motor => scores[motor])),
            [.. file],
            engine.Load(file));
    }

    /// <summary>The opinion with its engine's file, once that is known to be the one that was learned.</summary>
    /// <exception cref="FormatException">Another engine, or another file.</exception>
    internal SecondOpinion Attach(IAnomalyEngine engine, byte[] file)
    {
        string hash = HashOf(file);
        return engine.Name != Engine
            ? throw new FormatException($"The baseline was learned with engine {Engine}, not {engine.Name}.")
            : hash != Sha256
                ? throw new FormatException(
                    $"The file of engine {Engine} has SHA-256 {hash}, but the baseline names {Sha256}: it was damaged, "
                    + "changed, or belongs to another baseline. It has not been loaded.")
                : new SecondOpinion(Engine, Sha256, Calibration, [.. file], engine.Load(file));
    }

    /// <summary>Score of a centred vector; NaN where the engine is not at hand.</summary>
    internal double Score(double[] vector) => _score?.Invoke(vector) ?? double.NaN;

    private static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));
}
