using Bench.Analysis.Transforms;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Transforms;

public class RealFftBatchTests
{
    private const int Signals = RealFftBatch.Signals;
    private const double Tolerance = 2e-7;

    [Fact]
    public void Every_length_to_400_and_some_beyond_agree_with_double_precision()
    {
        foreach (int length in (int[])[.. Enumerable.Range(1, 400), 500, 512, 640, 997, 1000, 1024, 2048, 3600])
        {
            Compare(length, BatchKernel.Create(length));
        }
    }

    [Fact]
    public void Signal_by_signal_agrees_too()
    {
        foreach (int length in (int[])[1, 2, 15, 97, 256, 500])
        {
            Compare(length, new SignalBySignalKernel(length));
        }
    }

    [Fact]
    public void A_sample_that_is_not_a_number_stays_in_its_own_signal()
    {
        const int Length = 256;
        var fft = new RealFftBatch(Length);
        float[] input = new float[Signals * Length];
        Array.Fill(input, 1);
        input[(17 * Signals) + 3] = float.NaN;
        float[] power = new float[Signals * fft.Bins];
        fft.Power(input, [], power, new float[fft.ScratchLength]);
        for (int i = 0; i < power.Length; i++)
        {
            Assert.Equal(i % Signals == 3, float.IsNaN(power[i]));
        }
    }

    [Fact]
    public void Rows_stay_within_their_buffers()
    {
        Assert.SkipUnless(GuardedMemory.IsSupported, "guard pages need Linux");
        foreach (int length in (int[])[1, 2, 6, 7, 30, 250, 256, 1000, 1024])
        {
            var fft = new RealFftBatch(length);
            using GuardedMemory input = new(Signals * length), spectrum = new(2 * Signals * fft.Bins);
            using GuardedMemory window = new(length), scratch = new(fft.ScratchLength);
            using GuardedMemory power = new(Signals * fft.Bins);
            fft.Forward(input.AtEnd, spectrum.AtEnd, scratch.AtEnd);
            fft.Power(input.AtEnd, window.AtEnd, power.AtEnd, scratch.AtEnd);
            fft.Forward(input.AtStart, spectrum.AtStart, scratch.AtStart);
            fft.Power(input.AtStart, window.AtStart, power.AtStart, scratch.AtStart);
        }
    }

    [Fact]
    public void No_call_allocates()
    {
        foreach (int length in (int[])[15, 256, 997, 1000])
        {
            var fft = new RealFftBatch(length);
            float[] input = new float[Signals * length];
            float[] window = new float[length];
            float[] spectrum = new float[2 * Signals * fft.Bins];
            float[] power = new float[Signals * fft.Bins];
            float[] scratch = new float[fft.ScratchLength];
            fft.Forward(input, spectrum, scratch);
            fft.Power(input, window, power, scratch);
            long allocated = Allocations.PerCall(() =>
            {
                fft.Forward(input, spectrum, scratch);
                fft.Power(input, window, power, scratch);
            });
            Assert.Equal(0, allocated);
        }
    }

    [Fact]
    public void Buffers_that_are_too_short_are_refused_with_what_is_needed()
    {
        var fft = new RealFftBatch(256);
        float[] scratch = new float[fft.ScratchLength];
        float[] input = new float[2048];
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RealFftBatch(0));
        Assert.Throws<ArgumentException>(() => fft.Forward(input.AsSpan(1), new float[2064], scratch));
        Assert.Throws<ArgumentException>(() => fft.Power(input, new float[255], new float[1032], scratch));
        Assert.Throws<ArgumentException>(() => fft.Power(input, [], new float[1031], scratch));
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => fft.Forward(input, new float[2063], scratch));
        Assert.Contains("2064 out", thrown.Message, StringComparison.Ordinal);
    }

    private static void Compare(int length, BatchKernel kernel)
    {
        var fft = new RealFftBatch(length, kernel);
        TransformCase[] cases = [.. Enumerable.Range(0, Signals).Select(signal => new TransformCase(length, signal))];
        float[] window = cases[0].Window;
        float[] input = new float[Signals * length];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = cases[i % Signals].Input[i / Signals];
        }

        float[] spectrum = new float[2 * Signals * fft.Bins];
        float[] power = new float[Signals * fft.Bins];
        float[] scratch = new float[fft.ScratchLength];
        Array.Fill(scratch, float.NaN);
        fft.Forward(input, spectrum, scratch);
        Array.Fill(scratch, float.NaN);
        fft.Power(input, window, power, scratch);
        for (int signal = 0; signal < Signals; signal++)
        {
            float[] bins = Column(spectrum, signal);
            double error = cases[signal].SpectrumError(bins);
            Assert.True(error <= Tolerance, $"length {length}, signal {signal}: {error:g3}");
            if (signal == 0)
            {
                error = cases[signal].PowerError(Column(power, signal), windowed: true);
                Assert.True(error <= 4 * Tolerance, $"length {length}, windowed power: {error:g3}");
            }
        }
    }

    private static float[] Column(float[] rows, int signal) =>
        [.. rows.Where((_, index) => index % Signals == signal)];
}
