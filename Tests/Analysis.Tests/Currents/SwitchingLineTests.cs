using Bench.Analysis.Currents;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Tests.Currents;

public sealed class SwitchingLineTests
{
    private const double RateHz = 51200;
    private const double ElectricalHz = 401.3;

    [Theory]
    [InlineData(10000)]
    [InlineData(10300)]
    [InlineData(9655.5)]
    public void The_carrier_is_found_between_its_side_lines_where_it_has_none_itself(double carrierHz)
    {
        // Side lines as in a three-phase inverter, unequal as saturation makes them; nothing at the carrier itself.
        (double FrequencyHz, double MeanSquare) found = Find(
            (carrierHz - (2 * ElectricalHz), 1.0),
            (carrierHz + (2 * ElectricalHz), 0.8),
            (carrierHz - (4 * ElectricalHz), 0.2),
            (carrierHz + (4 * ElectricalHz), 0.25),
            ((2 * carrierHz) - ElectricalHz, 0.9),
            ((2 * carrierHz) + ElectricalHz, 0.9));

        Assert.Equal(carrierHz, found.FrequencyHz, 0.3);
        double expected = (1 + 0.64 + 0.04 + 0.0625) / 2;
        Assert.Equal(10 * Math.Log10(expected), 10 * Math.Log10(found.MeanSquare), 0.2);
    }

    [Fact]
    public void A_single_line_is_its_own_carrier()
    {
        Assert.Equal(10123.4, Find((10123.4, 1.0)).FrequencyHz, 0.3);
    }

    [Fact]
    public void Noise_has_no_carrier()
    {
        (double frequencyHz, double meanSquare) = Find();
        Assert.True(double.IsNaN(frequencyHz));
        Assert.True(double.IsNaN(meanSquare));
    }

    private static (double FrequencyHz, double MeanSquare) Find(params (double FrequencyHz, double Amplitude)[] lines)
    {
        Random random = new(6);
        float[] samples = new float[102400];
        for (int i = 0; i < samples.Length; i++)
        {
            double sum = 0.05 * (random.NextDouble() - 0.5);
            foreach ((double frequencyHz, double amplitude) in lines)
            {
                sum += amplitude * Math.Cos((2 * Math.PI * frequencyHz * i / RateHz) + frequencyHz);
            }

            samples[i] = (float)sum;
        }

        WelchSpectrum spectrum = new(32768, WindowKind.Hann, 0.5, RateHz);
        spectrum.Add(samples);
        double[] power = new double[spectrum.Bins];
        spectrum.CopyDensity(power);
        for (int i = 0; i < power.Length; i++)
        {
            power[i] *= spectrum.BinWidthHz;
        }

        return SwitchingLine.Find(power, spectrum.BinWidthHz, 10000, 0.1, ElectricalHz);
    }
}
