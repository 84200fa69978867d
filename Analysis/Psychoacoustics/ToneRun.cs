namespace Bench.Analysis.Psychoacoustics;

/// <summary>The lines of a tone in a narrow-band spectrum, and the noise around (ISO/PAS 20065:2016, 5.3).</summary>
internal sealed record ToneRun(int Peak, int First, int Last, double NoiseLevelDb, int[] NoiseLines)
{
    public int[] Indices => [.. Enumerable.Range(First, Last - First + 1)];
}
