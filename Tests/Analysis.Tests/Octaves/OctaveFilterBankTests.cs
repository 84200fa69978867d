using Bench.Analysis.Octaves;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Octaves;

public class OctaveFilterBankTests
{
    private static readonly OctaveLevel[] s_levels = Enum.GetValues<OctaveLevel>();

    [Theory]
    [InlineData(25600, 10000)]
    [InlineData(48000, 20000)]
    [InlineData(51200, 20000)]
    [InlineData(102400, 20000)]
    public void Steady_sines_meet_class_1_at_every_break_point(double rate, double toHz)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(3, 200, toHz, rate);
        Class1Mask mask = new(3);
        double[] exponents = [0, 0.125, 0.25, 0.375, 0.5, 1, 2, 3, 4];
        foreach (int band in (int[])[0, plan.Bands.Length / 2, plan.Bands.Length - 2, plan.Bands.Length - 1])
        {
            double centre = plan.Bands[band].CentreHz;
            double[] tones = [.. exponents
                .SelectMany(x => (double[])[Class1Mask.Breakpoint(3, x), 1 / Class1Mask.Breakpoint(3, x)])
                .Select(ratio => ratio * centre)
                .Where(tone => tone < 0.499 * rate)];
            double[] levels = SineLevels(plan, band, tones);
            for (int i = 0; i < tones.Length; i++)
            {
                double margin = mask.Margin(tones[i] / centre, levels[0] - levels[i]);

                // The mask steps at the band edges; the lone tone of a finite record has 0.01 dB of uncertainty.
                Assert.True(margin > -0.01, $"{tones[i]} Hz in the band of {centre} Hz: {levels[0] - levels[i]} dB");
                double expected = 20 * Math.Log10(plan.Gain(band, tones[i]));

                // A far tone that folds near half the band's rate has a slow beat in its squares.
                double tolerance = expected > -20 ? 0.05 : 0.5;
                Assert.Equal(Math.Max(-100, expected), Math.Max(-100, levels[i]), tolerance);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public void The_vector_bank_agrees_with_its_plain_twin(int bandsPerOctave)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(bandsPerOctave, 10, 16000, 51200);
        OctaveFilterBank bank = new(plan, 1);
        PlainOctaveBank plain = new(plan);
        float[] signal = Noise(51200, 7);
        Feed(bank, plain, signal.AsSpan(0, 20001));
        bank.StartInterval();
        plain.StartInterval();
        Feed(bank, plain, signal.AsSpan(20001));
        foreach (OctaveLevel level in s_levels)
        {
            double[] actual = Read(bank, level, 0);
            double[] expected = new double[plan.Bands.Length];
            plain.CopyMeanSquares(level, expected);
            for (int band = 0; band < expected.Length; band++)
            {
                // The averages are updated in steps of up to 1 ms: 0.8 % of the F time.
                double tolerance = level == OctaveLevel.Equivalent ? 1e-5 : 0.02;
                Assert.Equal(1, actual[band] / expected[band], tolerance);
            }
        }
    }

    [Fact]
    public void Any_cutting_into_blocks_gives_the_same_bits()
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(3, 20, 20000, 51200);
        float[] signal = Noise(9000, 3);
        OctaveFilterBank whole = new(plan, 1);
        whole.Process(signal.AsSpan(0, 5000));
        whole.StartInterval();
        whole.Process(signal.AsSpan(5000));
        foreach (int size in (int[])[1, 3, 64, 255, 1000])
        {
            OctaveFilterBank cut = new(plan, 1);
            ProcessCut(cut, signal.AsSpan(0, 5000), size);
            cut.StartInterval();
            ProcessCut(cut, signal.AsSpan(5000), size);
            foreach (OctaveLevel level in s_levels)
            {
                Assert.Equal(Read(whole, level, 0), Read(cut, level, 0));
            }
        }
    }

    [Fact]
    public void Channels_do_not_touch_each_other_and_both_layouts_are_equal()
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(3, 50, 16000, 51200);
        const int Channels = 11;
        const int Frames = 3000;
        float[][] signals = [.. Enumerable.Range(0, Channels).Select(c => Noise(Frames, c + 1))];
        signals[4][100] = float.NaN;
        float[] planar = [.. signals.SelectMany(signal => signal)];
        float[] interleaved =
            [.. Enumerable.Range(0, Channels * Frames).Select(i => signals[i % Channels][i / Channels])];
        OctaveFilterBank first = new(plan, Channels);
        first.Process(planar);
        OctaveFilterBank second = new(plan, Channels);
        second.ProcessInterleaved(interleaved);
        for (int channel = 0; channel < Channels; channel++)
        {
            OctaveFilterBank alone = new(plan, 1);
            alone.Process(signals[channel]);
            double[] expected = Read(alone, OctaveLevel.Equivalent, 0);
            Assert.Equal(expected, Read(first, OctaveLevel.Equivalent, channel));
            Assert.Equal(expected, Read(second, OctaveLevel.Equivalent, channel));
            Assert.Equal(channel == 4, double.IsNaN(expected[^1]));
            Assert.Equal(channel == 4, double.IsNaN(Read(first, OctaveLevel.FastMaximum, channel)[^1]));
        }
    }

    [Theory]
    [InlineData(3, 1e-12)]
    [InlineData(12, 3e-12)]
    public void Rounding_stays_120_decibels_below_a_strong_tone(int bandsPerOctave, double most)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(bandsPerOctave, 10, 20000, 51200);
        foreach (double tone in (double[])[31.5, 997, 12900])
        {
            OctaveFilterBank bank = new(plan, 1);
            PlainOctaveBank plain = new(plan);
            float[] signal = Sine(tone, 51200, 6 * 51200);
            Feed(bank, plain, signal.AsSpan(0, 5 * 51200));
            bank.StartInterval();
            plain.StartInterval();
            Feed(bank, plain, signal.AsSpan(5 * 51200));
            double[] actual = Read(bank, OctaveLevel.Equivalent, 0);
            double[] expected = new double[plan.Bands.Length];
            plain.CopyMeanSquares(OctaveLevel.Equivalent, expected);
            for (int band = 0; band < expected.Length; band++)
            {
                double error = Math.Abs(actual[band] - expected[band]) - (1e-5 * expected[band]);
                Assert.True(error < 0.5 * most, $"{tone} Hz, band {plan.Bands[band].NominalHz}: {error}");
            }
        }
    }

    [Theory]
    [InlineData(OctaveLevel.Fast, 0.125)]
    [InlineData(OctaveLevel.Slow, 1)]
    public void Exponential_levels_rise_to_a_steady_sine_and_fall_with_their_time_constant(
        OctaveLevel level, double seconds)
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(3, 1000, 1000, 51200);
        OctaveFilterBank bank = new(plan, 1);
        bank.Process(Sine(1000, 51200, (int)(51200 * seconds)));
        double risen = Read(bank, level, 0)[0];
        Assert.Equal((1 - Math.Exp(-1)) / 2, risen, seconds < 0.5 ? 0.01 : 0.002);
        float[] silence = new float[(int)(51200 * seconds)];
        bank.Process(silence);
        double once = Read(bank, level, 0)[0];
        bank.Process(silence);
        double twice = Read(bank, level, 0)[0];
        Assert.Equal(Math.Exp(-1), twice / once, 0.003);
        OctaveLevel maximum = level == OctaveLevel.Fast ? OctaveLevel.FastMaximum : OctaveLevel.SlowMaximum;
        Assert.InRange(Read(bank, maximum, 0)[0], risen, 1.02 * risen);
        bank.StartInterval();
        Assert.Equal(twice, Read(bank, maximum, 0)[0]);
    }

    // White noise of density D carries D·(upper − lower) in an ideal band. An analogue Butterworth band-pass of order 3
    // passes π/6 / sin(π/6) = 1.047 of that, 0.20 dB more; 1.4 million samples leave 0.1 dB of scatter at 500 Hz.
    [Theory]
    [InlineData(25600, 10000)]
    [InlineData(48000, 20000)]
    [InlineData(51200, 20000)]
    public void White_noise_fills_every_band_by_its_width(double rate, double toHz)
    {
        OctaveFilterBank bank = new(OctaveBankPlan.Create(3, 500, toHz, rate), 8);
        bank.Process(Noise(8 * 180000, 11));
        double[] sum = new double[bank.Plan.Bands.Length];
        for (int channel = 0; channel < 8; channel++)
        {
            double[] squares = Read(bank, OctaveLevel.Equivalent, channel);
            for (int band = 0; band < sum.Length; band++)
            {
                sum[band] += squares[band] / 8;
            }
        }

        for (int band = 0; band < sum.Length; band++)
        {
            double width = bank.Plan.Bands[band].UpperHz - bank.Plan.Bands[band].LowerHz;
            double expected = 1.0 / 3 * width / (rate / 2) * (Math.PI / 6 / Math.Sin(Math.PI / 6));
            Assert.Equal(0, 10 * Math.Log10(sum[band] / expected), 0.15);
        }
    }

    [Fact]
    public void Blocks_allocate_nothing()
    {
        OctaveFilterBank bank = new(OctaveBankPlan.Create(3, 20, 20000, 51200), 8);
        float[] block = Noise(8 * 512, 5);
        double[] bands = new double[31];
        bank.Process(block);
        long allocated = Allocations.PerCall(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                bank.Process(block);
                bank.ProcessInterleaved(block);
                bank.CopyMeanSquares(OctaveLevel.Fast, 3, bands);
                bank.StartInterval();
            }
        });
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Faulty_calls_are_refused_and_a_reset_forgets_everything()
    {
        OctaveBankPlan plan = OctaveBankPlan.Create(3, 100, 10000, 48000);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OctaveFilterBank(plan, 0));
        OctaveFilterBank bank = new(plan, 2);
        Assert.Throws<ArgumentException>(() => bank.Process(new float[3]));
        Assert.Throws<ArgumentException>(() => bank.CopyMeanSquares(OctaveLevel.Fast, 0, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => bank.CopyMeanSquares(OctaveLevel.Fast, 2, new double[99]));
        Assert.All(Read(bank, OctaveLevel.Equivalent, 1), value => Assert.True(double.IsNaN(value)));
        float[] signal = Noise(4000, 9);
        bank.Process(signal);
        double[] first = Read(bank, OctaveLevel.Equivalent, 1);
        bank.Process(Enumerable.Repeat(float.NaN, 100).ToArray());
        bank.Reset();
        bank.Process(signal);
        Assert.Equal(first, Read(bank, OctaveLevel.Equivalent, 1));
    }

    // Levels of sines of amplitude √2, eight at a time as channels, after the filter has settled.
    private static double[] SineLevels(OctaveBankPlan plan, int band, double[] tones)
    {
        int settle = (int)(plan.SampleRateHz * 12 / (plan.Bands[band].UpperHz - plan.Bands[band].LowerHz)) + 4096;
        int frames = 16384;
        OctaveFilterBank bank = new(plan, tones.Length);
        bank.Process([.. tones.SelectMany(tone => Sine(tone, plan.SampleRateHz, settle))]);
        bank.StartInterval();
        bank.Process([.. tones.SelectMany(tone => Sine(tone, plan.SampleRateHz, frames, settle))]);
        return [.. tones.Select((_, i) => 10 * Math.Log10(2 * Read(bank, OctaveLevel.Equivalent, i)[band]))];
    }

    private static void Feed(OctaveFilterBank bank, PlainOctaveBank plain, ReadOnlySpan<float> signal)
    {
        bank.Process(signal);
        double[] wide = new double[signal.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = signal[i];
        }

        plain.Process(wide);
    }

    private static void ProcessCut(OctaveFilterBank bank, ReadOnlySpan<float> signal, int size)
    {
        for (int start = 0; start < signal.Length; start += size)
        {
            bank.Process(signal.Slice(start, Math.Min(size, signal.Length - start)));
        }
    }

    private static double[] Read(OctaveFilterBank bank, OctaveLevel level, int channel)
    {
        double[] bands = new double[bank.Plan.Bands.Length];
        bank.CopyMeanSquares(level, channel, bands);
        return bands;
    }

    private static float[] Noise(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static float[] Sine(double frequencyHz, double rate, int count, int from = 0)
    {
        double step = 2 * Math.PI * frequencyHz / rate;
        return [.. Enumerable.Range(from, count).Select(i => (float)Math.Sin(step * i))];
    }
}
