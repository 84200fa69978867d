using Bench.Analysis.Metrics;
using Bench.Testing;

namespace Bench.Bench.Tests.Testing;

/// <summary>The analysis of one run on several threads.</summary>
public sealed class AnalysisCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_result_does_not_depend_on_the_number_of_threads(int parts)
    {
        // Far more blocks than the ring has slots, so that threads wait for each other.
        Measurement alone = Measure(parts: 1, blockSamples: 1000);
        Measurement together = Measure(parts, blockSamples: 64);
        for (int curve = 0; curve < alone.Definition.Curves.Length; curve++)
        {
            Assert.Equal(alone.Values(curve), together.Values(curve));
        }
    }

    private static Measurement Measure(int parts, int blockSamples)
    {
        using AnalysisSession session = LiveBench.Recipe.Analyzer.Start(new AnalysisOptions { Parts = parts });
        using AnalysisCrew crew = new(session);
        int channels = LiveBench.Recipe.PartType.Channels.Length;
        double seconds = LiveBench.Recipe.PartType.DurationSeconds;
        Random[] noise = [.. Enumerable.Range(0, channels).Select(channel => new Random(channel))];
        long[] given = new long[channels];
        for (bool isLeft = true; isLeft;)
        {
            isLeft = false;
            for (int channel = 0; channel < channels; channel++)
            {
                double rate = LiveBench.Recipe.PartType.Channels[channel].SampleRateHz;
                int count = (int)Math.Min(blockSamples, (long)(seconds * rate) - given[channel]);
                isLeft |= count > 0;
                crew.Process(channel, Samples(noise[channel], channel, rate, given[channel], count));
                given[channel] += count;
            }
        }

        return crew.Complete();
    }

    // Noise on the sensors, 400 pulses a second on the tacho.
    private static float[] Samples(Random noise, int channel, double rateHz, long first, int count)
    {
        bool isTacho = LiveBench.Recipe.PartType.Channels[channel].Id == LiveBench.Recipe.PartType.Tacho?.Channel;
        float[] samples = new float[count];
        for (int i = 0; i < count; i++)
        {
            double pulses = 400 * (first + i) / rateHz;
            samples[i] = isTacho ? (pulses - Math.Floor(pulses) < 0.5 ? 0 : 5) : (float)(noise.NextDouble() - 0.5);
        }

        return samples;
    }
}
