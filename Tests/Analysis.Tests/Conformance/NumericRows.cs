using System.Text.Json;
using Bench.Analysis.Filters;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Transforms, windows, spectra, filters and level figures against SciPy 1.10 in double precision.</summary>
internal static class NumericRows
{
    private const double Rate = GoldenSignal.SampleRateHz;
    private const string Single = "single precision, ours";

    public static IEnumerable<ConformanceRow> Compute(ConformanceVectors vectors)
    {
        JsonElement golden = vectors.Json("numeric_core/golden.json");
        return
        [
            .. Windows(golden),
            .. Transform(golden.GetProperty("rfft")),
            .. Spectra(golden),
            .. Filter(golden.GetProperty("butter4_bandpass_5000_7000")),
            .. Figures(golden.GetProperty("stats")),
        ];
    }

    private static IEnumerable<ConformanceRow> Windows(JsonElement golden)
    {
        foreach ((string name, WindowKind kind) in ((string, WindowKind)[])[
            ("hann", WindowKind.Hann), ("flattop", WindowKind.FlatTop), ("hamming", WindowKind.Hamming),
            ("blackmanharris", WindowKind.BlackmanHarris), ("kaiser8.6", WindowKind.Kaiser)])
        {
            JsonElement expected = golden.GetProperty("window_" + name);
            Window window = Window.Create(kind, expected.GetProperty("n").GetInt32(), beta: 8.6);
            yield return Worst($"values of the {name} window", "get_window", expected, "at", "values",
                index => window.Values[index], _ => 6e-8, "half a bit of single precision");
            yield return Value($"coherent gain of the {name} window", "get_window", expected, "coherent_gain",
                window.CoherentGain, 1e-12);
            yield return Value(
                $"ENBW of the {name} window", "get_window", expected, "enbw_bins", window.EnbwBins, 1e-12);
        }
    }

    // The largest bin is 8193: 2e-7 of it is the noise floor of single precision.
    private static IEnumerable<ConformanceRow> Transform(JsonElement expected)
    {
        RealFft fft = new(16384);
        float[] spectrum = new float[2 * fft.Bins];
        fft.Forward(GoldenSignal.Samples(), spectrum, new float[fft.ScratchLength]);
        yield return Worst("real parts of the transform", "rfft", expected, "idx", "re", bin => spectrum[2 * bin],
            _ => 0.002, "2e-7 of the largest: " + Single);
        yield return Worst("imaginary parts of the transform", "rfft", expected, "idx", "im",
            bin => spectrum[(2 * bin) + 1], _ => 0.002, "2e-7 of the largest: " + Single);
    }

    private static IEnumerable<ConformanceRow> Spectra(JsonElement golden)
    {
        WelchSpectrum density = Welch(8192, WindowKind.Hann);
        double[] values = new double[density.Bins];
        density.CopyDensity(values);

        // SciPy removed each frame's mean, which a Hann window spreads over bins 0 and 1 only.
        JsonElement expected = golden.GetProperty("welch_psd");
        yield return Worst("density, Hann, bins 2 and above", "welch", expected, "idx", "P", bin => values[bin],
            value => (2e-5 * value) + 1e-15, "2e-5: " + Single, index => index >= 2);

        WelchSpectrum power = Welch(4096, WindowKind.FlatTop);
        double[] powers = new double[power.Bins];
        power.CopyPower(powers);
        yield return Worst("power, flat top", "welch", golden.GetProperty("welch_spectrum_flattop"), "idx", "P",
            bin => powers[bin], value => 1e-6 * value, "1e-6: " + Single);
    }

    private static IEnumerable<ConformanceRow> Filter(JsonElement expected)
    {
        BiquadCascade filter = new(Butterworth.BandPass(4, 5000, 7000, Rate));
        float[] samples = GoldenSignal.Samples();
        filter.Process(samples, samples);
        yield return Worst("band-pass of 4th order, 5 to 7 kHz", "sosfilt", expected, "sosfilt_at", "sosfilt",
            index => samples[index], _ => 3e-8, "3e-8: " + Single);
    }

    private static IEnumerable<ConformanceRow> Figures(JsonElement expected)
    {
        LevelStatistics statistics = new();
        statistics.Add(GoldenSignal.Samples());
        yield return Value("mean", "stats", expected, "mean", statistics.Mean, 1e-8);
        yield return Value("rms", "stats", expected, "rms", statistics.Rms, 1e-8);
        yield return Value("standard deviation", "stats", expected, "std_ddof0", statistics.StandardDeviation, 1e-8);
        yield return Value("kurtosis", "stats", expected, "kurtosis_pearson_biased", statistics.Kurtosis, 1e-7);
        yield return Value("crest factor", "stats", expected, "crest", statistics.CrestFactor, 1e-6);
    }

    private static WelchSpectrum Welch(int length, WindowKind kind)
    {
        WelchSpectrum spectrum = new(length, kind, 0.5, Rate);
        spectrum.Add(GoldenSignal.Samples());
        return spectrum;
    }

    private static ConformanceRow Value(
        string name, string clause, JsonElement expected, string key, double actual, double tolerance) => new(
            name, clause, expected.GetProperty(key).GetDouble(), actual, Limits.Within(tolerance),
            FormattableString.Invariant($"{tolerance:0e0}, ours"));

    private static ConformanceRow Worst(
        string name,
        string clause,
        JsonElement expected,
        string indices,
        string values,
        Func<int, double> actual,
        Func<double, double> tolerance,
        string origin,
        Func<int, bool>? counts = null)
    {
        IEnumerable<ConformanceRow> rows = expected.Numbers(indices).Zip(expected.Numbers(values))
            .Where(pair => counts?.Invoke((int)pair.First) ?? true)
            .Select(pair => new ConformanceRow(
                "", clause, pair.Second, actual((int)pair.First), Limits.Within(tolerance(pair.Second)), ""));
        return ConformanceRow.WorstOf(rows, name, origin);
    }
}
