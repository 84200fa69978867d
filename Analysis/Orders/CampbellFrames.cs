using System.Collections.Immutable;
using System.Numerics.Tensors;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Orders;

/// <summary>
/// Power spectra of overlapping frames with the shaft speed at the middle of each: the speed-frequency (Campbell) map,
/// and where lines of fixed frequency are looked for.
/// </summary>
/// <remarks>
/// Scaled as power spectrum: a sine of rms R on a bin's centre shows R² there. Frames whose middle has no known speed,
/// and frames with a sample that is not a number, are left out. Immutable.
/// </remarks>
public sealed class CampbellFrames
{
    private readonly float[] _power;
    private readonly double[] _speedsRpm;
    private readonly string _unit;
    private readonly string _method;

    private CampbellFrames(
        float[] power, double[] speedsRpm, double binWidthHz, int bins, double enbwBins, string unit, string method)
    {
        _power = power;
        _speedsRpm = speedsRpm;
        BinWidthHz = binWidthHz;
        Bins = bins;
        EnbwBins = enbwBins;
        _unit = unit;
        _method = method;
    }

    /// <summary>Number of frames.</summary>
    public int Count => _speedsRpm.Length;

    /// <summary>Bins per frame, from 0 Hz.</summary>
    public int Bins { get; }

    /// <summary>Distance of two bins in Hz.</summary>
    public double BinWidthHz { get; }

    /// <summary>Equivalent noise bandwidth of a bin: divide by it before adding bins up.</summary>
    public double EnbwBins { get; }

    /// <summary>Speed at the middle of each frame in rpm.</summary>
    public ReadOnlySpan<double> SpeedsRpm => _speedsRpm;

    /// <summary>Mean square per bin of one frame.</summary>
    public ReadOnlySpan<float> Power(int frame) => _power.AsSpan(frame * Bins, Bins);

    /// <summary>Spectra of a whole signal.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="sampleRateHz">Its rate in Hz, above 0.</param>
    /// <param name="angle">The shaft angle, complete.</param>
    /// <param name="options">Frames and window.</param>
    /// <exception cref="ArgumentException">No frame fits into the signal, or none has a known speed.</exception>
    public static CampbellFrames Of(
        ReadOnlySpan<float> samples, double sampleRateHz, ShaftAngle angle, CampbellOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FrameLength, 4);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Overlap, 1);
        RealFft fft = new(options.FrameLength);
        Window window = Window.Create(options.Window, options.FrameLength);
        int hop = Math.Max(1, (int)Math.Round(options.FrameLength * (1 - options.Overlap)));
        float[] power = new float[fft.Bins];
        float[] scratch = new float[fft.ScratchLength];
        List<float> all = [];
        List<double> speeds = [];
        AngleReader reader = new(angle);
        float scale = (float)(2 / Math.Pow(window.CoherentGain * options.FrameLength, 2));
        for (int start = 0; start + options.FrameLength <= samples.Length; start += hop)
        {
            double middle = (start + (options.FrameLength / 2.0)) / sampleRateHz;
            ReadOnlySpan<float> frame = samples.Slice(start, options.FrameLength);
            if (!reader.TryRead(middle, out _, out double speedRpm))
            {
                continue;
            }

            fft.Power(frame, window.Values, power, scratch);
            if (float.IsFinite(power[0]))
            {
                TensorPrimitives.Multiply(power, scale, power);
                power[0] /= 2;
                power[^1] /= options.FrameLength % 2 == 0 ? 2 : 1;
                all.AddRange(power);
                speeds.Add(speedRpm);
            }
        }

        if (speeds.Count == 0)
        {
            throw new ArgumentException(
                $"No frame of {options.FrameLength} samples with a known speed among {samples.Length} samples: "
                + "check the tacho or take shorter frames.");
        }

        string method =
            $"power spectra, {options.Window} window of {options.FrameLength} samples, energy mean"
            + options.Source?.Clause;
        return new CampbellFrames(
            [.. all], [.. speeds], sampleRateHz / options.FrameLength, fft.Bins, window.EnbwBins, options.Unit, method);
    }

    /// <summary>The map: rms of a tone over speed and frequency; rows that no frame fell into are NaN.</summary>
    /// <param name="stepRpm">Spacing of the rows in rpm, above 0.</param>
    public CurveMap OverSpeed(double stepRpm)
    {
        Axis rows = AxisMean.Around("speed", "rpm", _speedsRpm, stepRpm);
        AxisMean mean = new(rows, Bins);
        for (int i = 0; i < Count; i++)
        {
            mean.Add(_speedsRpm[i], Power(i));
        }

        ImmutableArray<float> values = [.. mean.Rms()];
        return new CurveMap("speed-frequency map", _unit, rows, Axis.Frequency(BinWidthHz, Bins), values, _method);
    }
}
