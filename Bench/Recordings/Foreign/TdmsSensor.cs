namespace Bench.Recordings.Foreign;

/// <summary>
/// Scales that turn a sensor's voltage into what it measures: resistance thermometers, thermistors, thermocouples and
/// strain gauges. Names and numbers of the properties are National Instruments'.
/// </summary>
internal static class TdmsSensor
{
    private const int CurrentExcitation = 10134;
    private const int VoltageExcitation = 10322;

    // IEC 60751:2022 states the equation from -200 °C to 850 °C; what lies beyond is a broken wire or a short circuit.
    private const double LeastRtdCelsius = -200;
    private const double MostRtdCelsius = 850;

    /// <summary>Platinum thermometer: volts to °C by the equation of Callendar and Van Dusen.</summary>
    public static Func<double, double> Rtd(TdmsObject source, string prefix)
    {
        double current = source.Required($"{prefix}_Current_Excitation");
        double r0 = source.Required($"{prefix}_R0_Nominal_Resistance");
        double a = source.Required($"{prefix}_A");
        double b = source.Required($"{prefix}_B");
        double c = source.Required($"{prefix}_C");
        double leads = LeadResistance(source, prefix, CurrentExcitation);
        return volts => CallendarVanDusen(((volts / current) - leads) / r0, a, b, c);
    }

    /// <summary>Thermistor: volts to kelvins less an offset by the equation of Steinhart and Hart.</summary>
    public static Func<double, double> Thermistor(TdmsObject source, string prefix)
    {
        double kind = source.Required($"{prefix}_Excitation_Type");
        double excitation = source.Required($"{prefix}_Excitation_Value");
        double reference = source.Required($"{prefix}_R1_Reference_Resistance");
        double a = source.Required($"{prefix}_A");
        double b = source.Required($"{prefix}_B");
        double c = source.Required($"{prefix}_C");
        double offset = source.Required($"{prefix}_Temperature_Offset");
        double leads = LeadResistance(source, prefix, kind);
        return kind switch
        {
            CurrentExcitation => volts => Kelvins((volts / excitation) - leads) - offset,
            VoltageExcitation => volts => Kelvins((reference * volts / (excitation - volts)) - leads) - offset,
            _ => throw new RecordingException($"has a thermistor with the unknown excitation {kind}"),
        };

        double Kelvins(double ohms)
        {
            double log = Math.Log(ohms);
            return 1 / (a + (b * log) + (c * log * log * log));
        }
    }

    /// <summary>Thermocouple: µV to °C, or where it says so (for the reference junction) °C to µV.</summary>
    public static Func<double, double> Thermocouple(TdmsObject source, string prefix)
    {
        double kind = source.Number($"{prefix}_Thermocouple_Type") ?? 10072;
        char letter = kind switch
        {
            10047 => 'B',
            10055 => 'E',
            10072 => 'J',
            10073 => 'K',
            10077 => 'N',
            10082 => 'R',
            10085 => 'S',
            10086 => 'T',
            _ => throw new RecordingException($"has a thermocouple of the unknown type {kind}"),
        };
        Thermocouple thermocouple = ThermocoupleTables.ByLetter[letter];
        return source.Number($"{prefix}_Scaling_Direction") == 1
            ? celsius => 1000 * thermocouple.Millivolts(celsius)
            : microvolts => thermocouple.Celsius(microvolts / 1000);
    }

    /// <summary>
    /// Strain gauges in a bridge: volts to strain. With v, the change of the bridge's output over its excitation, every
    /// circuit has strain = -k v / (gauge factor · (p + q v)); its resistors give k, p and q.
    /// </summary>
    public static Func<double, double> Strain(TdmsObject source, string prefix)
    {
        double poisson = source.Required($"{prefix}_Poisson_Ratio");
        double kind = source.Required($"{prefix}_Configuration");
        (double k, double p, double q) = kind switch
        {
            // Full bridges I, II, III.
            10183 => (1.0, 1.0, 0.0),
            10184 => (2.0, 1 + poisson, 0.0),
            10185 => (2.0, 1 + poisson, 1 - poisson),

            // Half bridges I, II.
            10188 => (4.0, 1 + poisson, 2 * (1 - poisson)),
            10189 => (2.0, 1.0, 0.0),

            // Quarter bridges I, II: the second one's other gauge makes up for temperature only.
            10271 or 10272 => (4.0, 1.0, 2.0),
            _ => throw new RecordingException($"has a strain gauge in the unknown bridge {kind}"),
        };

        // The leads of a full bridge carry no current that matters.
        double gauge = source.Required($"{prefix}_Gage_Resistance");
        double leads = source.Required($"{prefix}_Lead_Wire_Resistance");
        double share = kind is 10183 or 10184 or 10185 ? 1 : gauge / (gauge + leads);
        double factor = share * source.Required($"{prefix}_Gage_Factor");
        double gain = source.Required($"{prefix}_Bridge_Shunt_Calibration_Gain_Adjustment");
        double atRest = source.Required($"{prefix}_Initial_Bridge_Voltage");
        double excitation = source.Required($"{prefix}_Voltage_Excitation");
        return volts =>
        {
            double v = (volts - atRest) / excitation;
            return -k * gain * v / (factor * (p + (q * v)));
        };
    }

    // Two wires carry the current as well, three leave one of them in; with four none counts.
    private static double LeadResistance(TdmsObject source, string prefix, double excitation)
    {
        double wires = source.Required($"{prefix}_Resistance_Configuration");
        double one = source.Required($"{prefix}_Lead_Wire_Resistance");
        return wires == 3 ? one : wires == 2 && excitation == CurrentExcitation ? 2 * one : 0;
    }

    // R/R0 = 1 + A t + B t² + C (t - 100) t³, C for t < 0 only, solved by Newton: it is nearly a straight line.
    private static double CallendarVanDusen(double ratio, double a, double b, double c)
    {
        const int MostSteps = 20;
        const double Tolerance = 1e-10;
        double t = (ratio - 1) / a;
        if (ratio >= 1)
        {
            c = 0;
        }

        for (int i = 0; i < MostSteps; i++)
        {
            double value = 1 + (t * (a + (t * (b + (t * c * (t - 100))))));
            double slope = a + (t * ((2 * b) + (t * c * ((4 * t) - 300))));
            double step = (value - ratio) / slope;
            t -= step;
            if (Math.Abs(step) < Tolerance)
            {
                return t is >= LeastRtdCelsius and <= MostRtdCelsius ? t : double.NaN;
            }
        }

        return double.NaN;
    }
}
