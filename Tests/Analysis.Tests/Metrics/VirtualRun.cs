using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Tests.Metrics;

/// <summary>One analysed 7DL cycle.</summary>
public sealed class VirtualRun
{
    public VirtualRun()
    {
        PartType = VirtualCycle.Load("7DL");
        Samples = new VirtualCycle(PartType) { Pattern = [0, 0.001, -0.002, 0.0005, 0, 0.0015, -0.001, 0] }.All();
        Session = new RecipeAnalyzer(PartType).Start();
        Measurement = Run(Session, 512);
    }

    public PartType PartType { get; }

    public float[][] Samples { get; }

    public AnalysisSession Session { get; }

    public Measurement Measurement { get; }

    public ReadOnlySpan<float> Values(string key)
    {
        int index = Measurement.Definition.Curves.ToList().FindIndex(curve => curve.Key == key);
        Assert.True(index >= 0, key);
        return Measurement.Values(index);
    }

    /// <summary>Feeds all channels with the samples of the same time, in blocks of the slow ones' length.</summary>
    public void Feed(AnalysisSession session, long at, int length)
    {
        for (int c = 0; c < Samples.Length; c++)
        {
            int ratio = Samples[c].Length / Samples[0].Length;
            long first = Math.Min(at * ratio, Samples[c].Length);
            long end = Math.Min((at + length) * ratio, Samples[c].Length);
            session.Process(c, Samples[c].AsSpan((int)first, (int)(end - first)));
        }
    }

    private Measurement Run(AnalysisSession session, int blockLength)
    {
        for (long at = 0; at < Samples[0].Length; at += blockLength)
        {
            Feed(session, at, blockLength);
        }

        return session.Complete();
    }
}
