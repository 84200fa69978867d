using System.Numerics;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Spectra;

public sealed class AnalyticSignalTests
{
    private static readonly int[] s_places = [0, 1, 17, 31, -1];

    // scipy.signal.hilbert 1.10 of noise(3): imaginary parts at samples 0, 1, 17, 31 and the last.
    [Theory]
    [InlineData(64, 0.10579883885332178, -0.45265463285359137, -0.08823673250885411, 0.09270695942412852,
        -0.1596176273838398)]
    [InlineData(63, -0.5042047340763098, -0.2899325835196161, -0.05710589968068194, 0.08639274469318274,
        0.18815163891517855)]
    public void Even_and_odd_lengths_agree_with_SciPy(
        int length, double first, double second, double third, double fourth, double last)
    {
        float[] samples = Noise.Uniform(length, 3);
        Complex[] analytic = new Complex[length];
        AnalyticSignal.Compute(samples, analytic);
        foreach ((int place, double expected) in s_places.Zip((double[])[first, second, third, fourth, last]))
        {
            Assert.Equal(expected, analytic[place < 0 ? length + place : place].Imaginary, 1e-12);
        }

        Assert.All(Enumerable.Range(0, length), i => Assert.Equal(samples[i], analytic[i].Real, 1e-12));
    }

    [Fact]
    public void Envelope_and_frequency_of_a_modulated_tone_are_its_own()
    {
        const int Length = 2000;
        float[] samples = [.. Enumerable.Range(0, Length).Select(i => (float)(
            (1 + (0.3 * Math.Cos(2 * Math.PI * 7 * i / Length))) * Math.Cos(2 * Math.PI * 250 * i / Length)))];
        Complex[] analytic = new Complex[Length];
        AnalyticSignal.Compute(samples, analytic);
        double[] envelope = new double[Length];
        double[] frequencyHz = new double[Length - 1];
        AnalyticSignal.CopyEnvelope(analytic, envelope);
        AnalyticSignal.CopyFrequency(analytic, 1000, frequencyHz);
        Assert.All(Enumerable.Range(0, Length), i => Assert.Equal(
            1 + (0.3 * Math.Cos(2 * Math.PI * 7 * i / Length)), envelope[i], 1e-6));
        Assert.All(frequencyHz, hertz => Assert.Equal(125, hertz, 1e-3));
    }

    [Fact]
    public void The_step_between_end_and_begin_disturbs_the_ends_only_as_stated()
    {
        // A half period is left over: the periodic signal steps by 2 there, and "about" is a quarter.
        const int Length = 1000;
        float[] tone = [.. Enumerable.Range(0, Length).Select(i => (float)Math.Cos(2 * Math.PI * 50.5 * i / Length))];
        Complex[] analytic = new Complex[Length];
        AnalyticSignal.Compute(tone, analytic);
        for (int i = 40; i < Length - 40; i++)
        {
            double distance = Math.Min(i, Length - i);
            Assert.Equal(1, analytic[i].Magnitude, 2.5 / (Math.PI * distance));
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => AnalyticSignal.Compute([], new Complex[1]));
        Assert.Throws<ArgumentException>(() => AnalyticSignal.Compute([1, 2], new Complex[1]));
        Assert.Throws<ArgumentException>(() => AnalyticSignal.Compute([1, float.PositiveInfinity], new Complex[2]));
    }
}
