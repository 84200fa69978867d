using System.Collections.Immutable;

namespace Bench.Recordings.Foreign;

/// <summary>
/// One type of thermocouple. Outside the range that its functions are stated for a value is NaN: a broken wire is no
/// temperature.
/// </summary>
/// <param name="voltages">Voltage in mV over temperature in °C, the lowest range first.</param>
/// <param name="temperatures">Temperature in °C over voltage in mV, likewise; off by 0.06 °C at most.</param>
internal sealed class Thermocouple(
    ImmutableArray<ThermocoupleRange> voltages, ImmutableArray<ThermocoupleRange> temperatures)
{
    /// <summary>What the voltage has beside its polynomial; null for nothing. Only type K has it.</summary>
    public ThermocoupleBump? Bump { get; init; }

    /// <summary>Voltage in mV at a temperature in °C, the reference junction being at 0 °C.</summary>
    public double Millivolts(double celsius)
    {
        double bump = celsius > 0 && Bump is { } one
            ? one.Height * Math.Exp(one.Width * (celsius - one.Centre) * (celsius - one.Centre))
            : 0;
        return Value(voltages, celsius) + bump;
    }

    /// <summary>Temperature in °C at a voltage in mV, the reference junction being at 0 °C.</summary>
    public double Celsius(double millivolts) => Value(temperatures, millivolts);

    private static double Value(ImmutableArray<ThermocoupleRange> ranges, double x)
    {
        foreach (ThermocoupleRange range in ranges)
        {
            if (x >= range.From && x <= range.To)
            {
                return range.Value(x);
            }
        }

        return double.NaN;
    }
}

/// <summary>A polynomial and where it holds.</summary>
/// <param name="from">The least value.</param>
/// <param name="to">The greatest.</param>
/// <param name="coefficients">Coefficients, of the power 0 first.</param>
internal sealed class ThermocoupleRange(double from, double to, params double[] coefficients)
{
    public double From => from;

    public double To => to;

    public double Value(double x)
    {
        double value = 0;
        for (int k = coefficients.Length - 1; k >= 0; k--)
        {
            value = (value * x) + coefficients[k];
        }

        return value;
    }
}

/// <summary>A term in mV, <c>Height · exp(Width · (t - Centre)²)</c>, of temperatures above 0 °C.</summary>
internal readonly record struct ThermocoupleBump(double Height, double Width, double Centre);
