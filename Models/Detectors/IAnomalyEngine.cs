namespace Bench.Models.Detectors;

/// <summary>
/// Another way to say how unusual a vector is, from a library that not every build has. Only the order of its scores
/// counts: our own calibration, on the same folds as our model's, turns them into p-values.
/// </summary>
public interface IAnomalyEngine
{
    /// <summary>Short name, as in options and file names, such as "mlnet".</summary>
    string Name { get; }

    /// <summary>
    /// Learns from good vectors of one length, not standardised, and returns the model's file: the same vectors always
    /// give the same bytes.
    /// </summary>
    byte[] Train(IReadOnlyList<double[]> rows);

    /// <summary>
    /// Makes a model's file ready to score; higher is more unusual. To be given only bytes whose SHA-256 is known,
    /// because reading them may load code. The function may be called by several threads.
    /// </summary>
    Func<double[], double> Load(byte[] file);
}
