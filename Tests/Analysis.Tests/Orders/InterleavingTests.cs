using Bench.Analysis.Orders;

namespace Bench.Analysis.Tests.Orders;

public sealed class InterleavingTests
{
    private const int Lanes = AngularResampler.Lanes;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(64)]
    public void Sample_i_of_channel_c_is_float_c_of_frame_i(int count)
    {
        float[][] channels = [.. Enumerable.Range(0, Lanes).Select(
            c => Enumerable.Range(0, count + 3).Select(i => (float)((100 * i) + c)).ToArray())];
        float[] frames = new float[count * Lanes];
        Interleaving.Join(channels, count, frames);
        for (int k = 0; k < frames.Length; k++)
        {
            Assert.Equal((100 * (k / Lanes)) + (k % Lanes), frames[k]);
        }
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(4, 3)]
    [InlineData(5, 64)]
    [InlineData(8, 13)]
    public void Parted_frames_are_the_channels_again(int channelCount, int count)
    {
        const int Start = 5;
        float[] frames = [.. Enumerable.Range(0, count * Lanes).Select(k => (float)k)];
        float[][] channels = [.. Enumerable.Range(0, channelCount).Select(_ => new float[Start + count + 1])];
        Interleaving.Part(frames, channels, Start, count);
        for (int c = 0; c < channelCount; c++)
        {
            float[] expected =
                [.. new float[Start], .. Enumerable.Range(0, count).Select(i => (float)((i * Lanes) + c)), 0];
            Assert.Equal(expected, channels[c]);
        }
    }
}
