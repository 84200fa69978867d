namespace Bench.Analysis.Psychoacoustics;

/// <summary>The lower threshold of hearing, below which hardly anybody hears a tone (ECMA-418-1, clause 8).</summary>
internal static class HearingThreshold
{
    /// <summary>The level, by the standard's polynomials of fourth degree.</summary>
    /// <param name="frequencyHz">20 Hz to 14 kHz; beyond, the nearest of these counts.</param>
    public static double LowerDb(double frequencyHz) => Math.Clamp(frequencyHz, 20, 14000) switch
    {
        < 305 and double f => Polynomial((f - 167.5) / 87.3212, 1.415532, -2.451068, 1.498869, -6.983224, 8.621226),
        < 2230 and double f =>
            Polynomial((f - 1157.5) / 488.582, 0.397994, -0.891839, -0.815138, -1.221319, -7.600754),
        double f => Polynomial((f - 7250) / 3033.25, 1.584978, -2.766599, -6.9061912, 10.138553, -3.149339),
    };

    private static double Polynomial(double x, double a4, double a3, double a2, double a1, double a0) =>
        a0 + (x * (a1 + (x * (a2 + (x * (a3 + (x * a4)))))));
}
