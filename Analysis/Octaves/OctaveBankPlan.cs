using System.Collections.Immutable;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Octaves;

/// <summary>
/// The design of a fractional-octave filter bank in the time domain, class 1 of IEC 61260-1:2014: which band runs at
/// which of the sampling rates fs, fs/2, fs/4 … and with which coefficients.
/// </summary>
/// <remarks>
/// <para>A band is an <see cref="OctaveBandFilter"/>, run at the lowest rate that holds its upper edge below 0.45 of
/// the rate, with 1 at the band's centre and −3.01 dB at both edges exactly. Decimation is by <see cref="HalfBand"/>
/// filters of −100 dB.</para>
/// <para>Class 1 holds for every band whose upper edge is at most 0.467 of the sampling rate: third octaves up to
/// 10 kHz at 25.6 kS/s and up to 20 kHz at 48, 51.2 and 102.4 kS/s; other bands are refused. Immutable; any
/// number of banks on any threads may share one.</para>
/// </remarks>
public sealed class OctaveBankPlan
{
    // A band runs at the lowest rate that keeps its upper edge below this part of it. From 51.2 kS/s an octave of
    // bands ends at 0.437 of each rate, drifting up by 0.24 % per octave as the octave ratio is 1.9953, not 2.
    private const double MaxEdge = 0.45;

    /// <summary>Highest upper edge of a band, as a share of the sampling rate.</summary>
    // At the first rate there is nothing above to choose: 0.467 is the 20 kHz third octave at 48 kS/s.
    internal const double MaxFirstEdge = 0.467;

    // An alias must stay 70 dB down (IEC 61260-1, table 1, farthest limit); 100 dB keeps it below a converter's noise.
    private const double DecimatorStopBandDb = 100;

    private OctaveBankPlan(FractionalOctave octaves, double sampleRateHz)
    {
        Octaves = octaves;
        SampleRateHz = sampleRateHz;
        Decimator = HalfBand.Create(MaxEdge / 2, DecimatorStopBandDb);
        Filters = [.. octaves.Bands.Select(band => Design(band, sampleRateHz))];
    }

    /// <summary>The bands.</summary>
    public FractionalOctave Octaves { get; }

    /// <summary>The bands from low to high.</summary>
    public ImmutableArray<OctaveBand> Bands => Octaves.Bands;

    /// <summary>Sampling rate of the signal.</summary>
    public double SampleRateHz { get; }

    /// <summary>The filter before each halving of the rate.</summary>
    public HalfBand Decimator { get; }

    /// <summary>The filter of each band.</summary>
    public ImmutableArray<OctaveBandFilter> Filters { get; }

    /// <summary>Number of sampling rates in use: the lowest is SampleRateHz/2^(StageCount − 1).</summary>
    public int StageCount => Filters.Max(filter => filter.Stage) + 1;

    /// <summary>Designs a bank.</summary>
    /// <param name="bandsPerOctave">1, 3, 6 or 12.</param>
    /// <param name="fromHz">A frequency in the lowest band, above 0.</param>
    /// <param name="toHz">A frequency in the highest band, whose upper edge must be at most 0.467 of the rate.</param>
    /// <param name="sampleRateHz">Sampling rate, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or the highest band lies too
    /// close to half the sampling rate for class 1.</exception>
    public static OctaveBankPlan Create(int bandsPerOctave, double fromHz, double toHz, double sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        FractionalOctave octaves = FractionalOctave.Create(bandsPerOctave, fromHz, toHz);
        double highest = octaves.Bands[^1].UpperHz;
        if (highest > MaxFirstEdge * sampleRateHz)
        {
            throw new ArgumentOutOfRangeException(
                nameof(toHz),
                toHz,
                $"the band ends at {highest:F0} Hz; at {sampleRateHz} samples per second class 1 holds for bands " +
                $"that end at {MaxFirstEdge * sampleRateHz:F0} Hz or below");
        }

        return new OctaveBankPlan(octaves, sampleRateHz);
    }

    /// <summary>
    /// The exact gain of a band's whole path, decimators included, for a steady tone of the signal: above the band's
    /// own rate the tone is followed to the frequency that it takes there.
    /// </summary>
    /// <param name="band">Index into <see cref="Bands"/>.</param>
    /// <param name="frequencyHz">Frequency of the tone, 0 to half the sampling rate.</param>
    /// <returns>Amplitude ratio, 1 at the band's centre.</returns>
    public double Gain(int band, double frequencyHz)
    {
        OctaveBandFilter filter = Filters[band];
        double rate = SampleRateHz;
        double tone = frequencyHz;
        double gain = 1;
        for (int stage = 0; stage < filter.Stage; stage++)
        {
            gain *= Decimator.Response(tone / rate).Magnitude;
            rate /= 2;
            tone = Math.Abs(tone - (rate * Math.Round(tone / rate)));
        }

        foreach (Biquad section in filter.Sections)
        {
            gain *= section.Response(tone, rate).Magnitude;
        }

        return gain;
    }

    /// <summary>Sampling rate of a stage.</summary>
    /// <param name="stage">0 is the signal itself; each following one has half the rate.</param>
    internal double StageRateHz(int stage) => Math.ScaleB(SampleRateHz, -stage);

    private static OctaveBandFilter Design(OctaveBand band, double sampleRateHz)
    {
        int stage = 0;
        double rate = sampleRateHz;
        while (band.UpperHz <= MaxEdge * rate / 2)
        {
            rate /= 2;
            stage++;
        }

        return OctaveBandFilter.Create(band, stage, rate);
    }
}
