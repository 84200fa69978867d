namespace Bench.Analysis.Psychoacoustics;

/// <summary>Takes the loudness of one moment, every 2 ms.</summary>
/// <param name="timeSeconds">Time since the first sample.</param>
/// <param name="loudnessSone">Total loudness N(t).</param>
/// <param name="specificSonePerBark">Specific loudness N'(z, t) at z = 0.1 … 24 Bark, valid during the call.</param>
public delegate void LoudnessFrame(
    double timeSeconds, double loudnessSone, ReadOnlySpan<double> specificSonePerBark);
