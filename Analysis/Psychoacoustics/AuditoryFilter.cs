using System.Numerics;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The band-pass of one critical band, ECMA-418-2:2025, clause 5.1.4: a low-pass with a pole of order 5 shifted to the
/// band's centre (formulae 8 to 17), of whose complex output twice the real part counts.
/// </summary>
internal sealed class AuditoryFilter
{
    private const int Order = 5;

    // Binomial coefficient of 8 over 4, over 2⁹ (formula 8).
    private const double TimeFactor = 70.0 / 512;

    private readonly Complex _pole;
    private readonly Complex[] _numerator = new Complex[Order - 1];

    public AuditoryFilter(int band)
    {
        double decay = Math.Exp(-HearingBands.WidthHz(band) / (RateConverter.OutputRateHz * TimeFactor));
        double angle = 2 * Math.PI * HearingBands.CentreHz(band) / RateConverter.OutputRateHz;
        _pole = Complex.FromPolarCoordinates(decay, angle);

        // Weights 1, 11, 11, 1 of the delays 1 to 4.
        ReadOnlySpan<double> weights = [1, 11, 11, 1];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * Math.Pow(decay, i + 1);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            _numerator[i] = 2 * Math.Pow(1 - decay, Order) / sum * weights[i] * Complex.Pow(_pole, i + 1);
        }
    }

    /// <summary>Filters a whole signal from rest.</summary>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        (double p, double q) = (_pole.Real, _pole.Imaginary);
        (Complex n1, Complex n2, Complex n3, Complex n4) = (_numerator[0], _numerator[1], _numerator[2], _numerator[3]);
        (double r1, double i1, double r2, double i2, double r3, double i3) = (0, 0, 0, 0, 0, 0);
        (double r4, double i4, double r5, double i5) = (0, 0, 0, 0);
        (double x1, double x2, double x3, double x4) = (0, 0, 0, 0);
        for (int i = 0; i < input.Length; i++)
        {
            double re = (n1.Real * x1) + (n2.Real * x2) + (n3.Real * x3) + (n4.Real * x4);
            double im = (n1.Imaginary * x1) + (n2.Imaginary * x2) + (n3.Imaginary * x3) + (n4.Imaginary * x4);
            (r1, i1) = (re + (p * r1) - (q * i1), im + (p * i1) + (q * r1));
            (r2, i2) = (r1 + (p * r2) - (q * i2), i1 + (p * i2) + (q * r2));
            (r3, i3) = (r2 + (p * r3) - (q * i3), i2 + (p * i3) + (q * r3));
            (r4, i4) = (r3 + (p * r4) - (q * i4), i3 + (p * i4) + (q * r4));
            (r5, i5) = (r4 + (p * r5) - (q * i5), i4 + (p * i5) + (q * r5));
            output[i] = (float)r5;
            (x4, x3, x2, x1) = (x3, x2, x1, input[i]);
        }
    }
}
