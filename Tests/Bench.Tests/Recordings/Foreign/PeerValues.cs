using Bench.Recordings.Foreign;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>Compares a channel with what another reader gives of the same file.</summary>
internal static class PeerValues
{
    public static void Check(ForeignChannel channel, int count, double first, double last, double rms)
    {
        double[] samples = channel.Samples.ToArray();
        Assert.Equal(count, samples.Length);
        Assert.Equal(first, samples[0]);
        Assert.Equal(last, samples[^1]);
        Assert.Equal(rms, Math.Sqrt(samples.Sum(x => x * x) / count), 1e-12 * rms);
    }
}
