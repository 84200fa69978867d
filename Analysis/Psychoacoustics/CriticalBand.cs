namespace Bench.Analysis.Psychoacoustics;

/// <summary>A critical band as ECMA-418-1:2024 (3rd edition), clauses 10 and 12, defines it.</summary>
/// <param name="LowerHz">Lower edge.</param>
/// <param name="UpperHz">Upper edge.</param>
public readonly record struct CriticalBand(double LowerHz, double UpperHz)
{
    private const double ArithmeticEdgesToHz = 500;

    /// <summary>Width of the band.</summary>
    public double WidthHz => UpperHz - LowerHz;

    /// <summary>The band around a tone: Δf = 25 + 75·(1 + 1.4·(f/kHz)²)^0.69, centred arithmetically up to 500 Hz
    /// and geometrically above.</summary>
    /// <param name="frequencyHz">Frequency of the tone, above 0.</param>
    public static CriticalBand Around(double frequencyHz)
    {
        if (frequencyHz > ArithmeticEdgesToHz)
        {
            return GeometricallyAround(frequencyHz);
        }

        double half = WidthAround(frequencyHz) / 2;
        return new CriticalBand(frequencyHz - half, frequencyHz + half);
    }

    /// <summary>The band of the same width whose edges have the tone as their geometric mean, as ISO/PAS 20065:2016,
    /// 5.2, has it at every frequency.</summary>
    /// <param name="frequencyHz">Frequency of the tone, above 0.</param>
    public static CriticalBand GeometricallyAround(double frequencyHz)
    {
        double width = WidthAround(frequencyHz);
        double lower = (Math.Sqrt((width * width) + (4 * frequencyHz * frequencyHz)) - width) / 2;
        return new CriticalBand(lower, lower + width);
    }

    /// <summary>The band that ends where the one around a tone begins (table 2); from 20 Hz for a tone up to
    /// <see cref="ProminenceRatio.WholeLowerBandFromHz"/>.</summary>
    /// <param name="frequencyHz">Frequency of the tone.</param>
    public static CriticalBand Below(double frequencyHz)
    {
        double lower = frequencyHz switch
        {
            <= ProminenceRatio.WholeLowerBandFromHz => 20,
            <= 1600 => -149.5 + (1.001 * frequencyHz) - (6.9e-5 * frequencyHz * frequencyHz),
            _ => 6.8 + (0.806 * frequencyHz) - (8.2e-6 * frequencyHz * frequencyHz),
        };
        return new CriticalBand(lower, Around(frequencyHz).LowerHz);
    }

    /// <summary>The band that begins where the one around a tone ends (table 3).</summary>
    /// <param name="frequencyHz">Frequency of the tone.</param>
    public static CriticalBand Above(double frequencyHz)
    {
        double upper = frequencyHz <= 1600
            ? 149.5 + (1.035 * frequencyHz) + (7.7e-5 * frequencyHz * frequencyHz)
            : 3.3 + (1.215 * frequencyHz) + (2.16e-5 * frequencyHz * frequencyHz);
        return new CriticalBand(Around(frequencyHz).UpperHz, upper);
    }

    private static double WidthAround(double frequencyHz)
    {
        double kilohertz = frequencyHz / 1000;
        return 25 + (75 * Math.Pow(1 + (1.4 * kilohertz * kilohertz), 0.69));
    }
}
