using Bench.Recordings.Foreign;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>
/// TDMS channels of sensors. Voltages and resistances are those of the standards' tables or follow from the circuit;
/// where leads and gains count, the values are those that npTDMS 1.11 reads from the same file.
/// </summary>
public sealed class TdmsSensorTests : IDisposable
{
    private const uint NewList = 4;
    private const uint Float64 = 10;
    private const uint CurrentExcitation = 10134;
    private const uint VoltageExcitation = 10322;

    private readonly TemporaryFolder _folder = new();

    /// <summary>
    /// NIST Monograph 175, tables in °C and mV: type, its number in TDMS, how far the inverse may be off (°C).
    /// </summary>
    public static TheoryData<string, uint, double[], double[], double> Thermocouples => new()
    {
        { "B", 10047, [500, 1000, 1500], [1.242, 4.834, 10.099], 0.03 },
        { "E", 10055, [-100, 0, 100, 500], [-5.237, 0, 6.319, 37.005], 0.03 },
        { "J", 10072, [-100, 0, 100, 1000], [-4.633, 0, 5.269, 57.953], 0.05 },
        { "K", 10073, [-100, 0, 100, 500, 1000], [-3.554, 0, 4.096, 20.644, 41.276], 0.06 },
        { "N", 10077, [-100, 0, 100, 1000], [-2.407, 0, 2.774, 36.256], 0.04 },
        { "R", 10082, [0, 100, 1000, 1500], [0, 0.647, 10.506, 17.451], 0.02 },
        { "S", 10085, [0, 100, 1000, 1500], [0, 0.646, 9.587, 15.582], 0.02 },
        { "T", 10086, [-100, 0, 100], [-3.379, 0, 4.279], 0.04 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Thermocouples))]
    public void Thermocouples_follow_the_reference_tables_both_ways(
        string type, uint number, double[] celsius, double[] millivolts, double inverseError)
    {
        // The tables are rounded to 1 µV.
        double[] computed = Read(
            "Thermocouple", celsius, ("Thermocouple_Type", number), ("Scaling_Direction", 1u));
        Assert.All(computed.Zip(millivolts), pair => Assert.Equal(1000 * pair.Second, pair.First, 0.51));
        double[] back = Read("Thermocouple", computed, ("Thermocouple_Type", number), ("Scaling_Direction", 0u));
        Assert.All(back.Zip(celsius), pair => Assert.True(
            Math.Abs(pair.First - pair.Second) <= inverseError, $"Type {type}: {pair.First} is not {pair.Second}."));
    }

    [Fact]
    public void A_thermocouple_that_is_broken_or_too_hot_has_no_temperature()
    {
        double[] read = Read(
            "Thermocouple", [-5900, 4096.230218723254, 54_900, 1e6], ("Thermocouple_Type", 10073u));
        Assert.Equal([double.NaN, double.NaN, double.NaN], [read[0], read[2], read[3]]);
        Assert.Equal(100, read[1], 0.05);
    }

    [Fact]
    public void A_reference_junction_is_added_as_a_voltage()
    {
        // Type K at 100 °C against a junction at 25 °C: 4.096 mV less 1.000 mV are measured.
        TdmsBuilder file = new();
        file.Object(
            "/'g'/'hot'",
            file.Plain(Float64, 1),
            ("NI_Number_Of_Scales", 4u),
            ("NI_Scale[0]_Scale_Type", "Polynomial"),
            ("NI_Scale[0]_Polynomial_Coefficients_Size", 1u),
            ("NI_Scale[0]_Polynomial_Coefficients[0]", 25.0),
            ("NI_Scale[1]_Scale_Type", "Thermocouple"),
            ("NI_Scale[1]_Thermocouple_Thermocouple_Type", 10073u),
            ("NI_Scale[1]_Thermocouple_Scaling_Direction", 1u),
            ("NI_Scale[1]_Thermocouple_Input_Source", 0u),
            ("NI_Scale[2]_Scale_Type", "Add"),
            ("NI_Scale[2]_Add_Left_Operand_Input_Source", uint.MaxValue),
            ("NI_Scale[2]_Add_Right_Operand_Input_Source", 1u),
            ("NI_Scale[3]_Scale_Type", "Thermocouple"),
            ("NI_Scale[3]_Thermocouple_Thermocouple_Type", 10073u),
            ("NI_Scale[3]_Thermocouple_Input_Source", 2u));
        double[] read = Read(file.Segment(NewList, TdmsBuilder.Doubles(3096)).ToArray()).Channels[0].Samples.ToArray();
        Assert.Equal(100, read[0], 0.06);
    }

    [Theory]
    [InlineData(2, 1.0)]
    [InlineData(3, 0.5)]
    [InlineData(4, 0.0)]
    public void A_platinum_thermometer_follows_IEC_60751_whatever_its_leads(int wires, double leadsOhms)
    {
        // IEC 60751:2022, table 1; four digits of an ohm are 0.3 mK.
        double[] celsius = [-200, -100, 0, 100, 850];
        double[] ohms = [18.5201, 60.2558, 100, 138.5055, 390.4811];
        double[] volts = [.. ohms.Select(r => (r + leadsOhms) * 1e-3), 10e-3, 0.5, -0.1];
        double[] read = Read("RTD", volts, Platinum(wires));
        Assert.All(celsius.Zip(read), pair => Assert.Equal(pair.First, pair.Second, 3e-4));
        Assert.All(read[celsius.Length..], value => Assert.Equal(double.NaN, value));
    }

    [Theory]
    [InlineData(CurrentExcitation, 2, 25.46082408293887, 129.94333073392175)]
    [InlineData(CurrentExcitation, 3, 25.228925379942268, 118.89055167913665)]
    [InlineData(CurrentExcitation, 4, 24.99966817669639, 110.69969916980625)]
    [InlineData(VoltageExcitation, 2, 24.99966817669639, 117.36790426548475)]
    [InlineData(VoltageExcitation, 3, 25.228925379942268, 127.82186213110259)]
    [InlineData(VoltageExcitation, 4, 24.99966817669639, 117.36790426548475)]
    public void A_thermistor_follows_Steinhart_and_Hart(uint excitation, int wires, double first, double second)
    {
        // 10 kΩ at 25 °C.
        bool isCurrent = excitation == CurrentExcitation;
        double[] read = Read(
            "Thermistor", isCurrent ? [1, 0.05] : [2.5, 0.2], SteinhartHart(excitation, wires));
        Assert.Equal([first, second], read, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    // The four arms of the bridge as shares of a gauge at rest under a strain x gauge factor s, Poisson's ratio 0.3.
    [Theory]
    [InlineData(10183, -1, 1, -1, 1)]
    [InlineData(10184, -0.3, 0.3, -1, 1)]
    [InlineData(10185, -0.3, 1, -0.3, 1)]
    [InlineData(10188, 0, 0, -0.3, 1)]
    [InlineData(10189, 0, 0, -1, 1)]
    [InlineData(10271, 0, 0, 0, 1)]
    [InlineData(10272, 0, 0, 0, 1)]
    public void A_strain_gauge_gives_the_strain_that_unbalances_its_bridge(
        int configuration, double arm1, double arm2, double arm3, double arm4)
    {
        const double GaugeFactor = 2.1;
        double[] strains = [-0.01, -1e-4, 0, 2e-6, 0.02];
        double[] volts =
        [
            .. strains.Select(strain =>
            {
                double s = strain * GaugeFactor;
                double lower = (1 + (arm3 * s)) / (2 + ((arm3 + arm4) * s));
                double upper = (1 + (arm2 * s)) / (2 + ((arm1 + arm2) * s));
                return 1e-3 + (5 * (lower - upper));
            }),
        ];
        double[] read = Read("Strain", volts, Bridge(configuration, leads: 0, gain: 1));
        Assert.Equal(strains, read, (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory]
    [InlineData(10183, -9.714285714285714e-05, 0.0004857142857142857)]
    [InlineData(10184, -0.00014945054945054946, 0.0007472527472527472)]
    [InlineData(10185, -0.00014943445650907926, 0.0007476553308924587)]
    [InlineData(10188, -0.0003048134687473907, 0.0015260390310444217)]
    [InlineData(10189, -0.0001981714285714286, 0.000990857142857143)]
    [InlineData(10271, -0.0003961843833895126, 0.001985685657028235)]
    public void Leads_and_shunt_calibration_of_a_bridge_count(int configuration, double first, double second)
    {
        double[] read = Read("Strain", [2e-3, -4e-3], Bridge(configuration, leads: 7, gain: 1.02));
        Assert.Equal([first, second], read, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Theory]
    [InlineData("Thermocouple", "Thermocouple_Type", 7u, "it has a thermocouple of the unknown type 7")]
    [InlineData("Strain", "Poisson_Ratio", 1u, "it has a scale without NI_Scale[0]_Strain_Configuration")]
    [InlineData("Barometer", "Height", 1u, "it has a scale of the unknown kind Barometer")]
    public void A_scale_that_is_unknown_or_incomplete_leaves_its_channel_out(
        string kind, string property, uint value, string reason)
    {
        TdmsBuilder file = new();
        file.Object("/'g'/'a'", file.Plain(Float64, 1));
        file.Object(
            "/'g'/'b'",
            file.Plain(Float64, 1),
            ("NI_Scale[0]_Scale_Type", kind),
            ($"NI_Scale[0]_{kind}_{property}", value));
        ForeignRecording read = Read(file.Segment(NewList, TdmsBuilder.Doubles(1, 2)).ToArray());
        Assert.Equal("a", read.Channels.Single().Name);
        Assert.Equal($"Channel \"b\" is left out: {reason}.", read.Notes.Single());
    }

    /// <summary>A file with a channel of each kind of sensor.</summary>
    internal static byte[] AllKinds()
    {
        TdmsBuilder file = new();
        Add(file, "RTD", 2, Platinum(wires: 3));
        Add(file, "Thermistor", 2, SteinhartHart(CurrentExcitation, wires: 2));
        Add(file, "Thermocouple", 2, ("Thermocouple_Type", 10073u));
        Add(file, "Strain", 2, Bridge(configuration: 10188, leads: 7, gain: 1.02));
        return file.Segment(NewList, TdmsBuilder.Doubles(0.1, 0.14, 1, 0.05, 0, 4096, 1e-3, 2e-3)).ToArray();
    }

    private static (string Name, object Value)[] Platinum(int wires) =>
    [
        ("Current_Excitation", 1e-3),
        ("R0_Nominal_Resistance", 100.0),
        ("A", 3.9083e-3),
        ("B", -5.775e-7),
        ("C", -4.183e-12),
        ("Lead_Wire_Resistance", 0.5),
        ("Resistance_Configuration", (uint)wires),
    ];

    private static (string Name, object Value)[] SteinhartHart(uint excitation, int wires) =>
    [
        ("Excitation_Type", excitation),
        ("Excitation_Value", excitation == CurrentExcitation ? 1e-4 : 5.0),
        ("Resistance_Configuration", (uint)wires),
        ("R1_Reference_Resistance", 10_000.0),
        ("Lead_Wire_Resistance", 100.0),
        ("A", 1.129148e-3),
        ("B", 2.34125e-4),
        ("C", 8.76741e-8),
        ("Temperature_Offset", 273.15),
    ];

    private static (string Name, object Value)[] Bridge(int configuration, double leads, double gain) =>
    [
        ("Configuration", (uint)configuration),
        ("Poisson_Ratio", 0.3),
        ("Gage_Resistance", 350.0),
        ("Lead_Wire_Resistance", leads),
        ("Initial_Bridge_Voltage", 1e-3),
        ("Gage_Factor", 2.1),
        ("Bridge_Shunt_Calibration_Gain_Adjustment", gain),
        ("Voltage_Excitation", 5.0),
    ];

    private static void Add(
        TdmsBuilder file, string kind, int count, params (string Name, object Value)[] properties) => file.Object(
            $"/'g'/'{kind}'",
            file.Plain(Float64, (uint)count),
            [
                ("NI_Scale[0]_Scale_Type", kind),
                .. properties.Select(one => ($"NI_Scale[0]_{kind}_{one.Name}", one.Value)),
            ]);

    private double[] Read(string kind, double[] raw, params (string Name, object Value)[] properties)
    {
        TdmsBuilder file = new();
        Add(file, kind, raw.Length, properties);
        return Read(file.Segment(NewList, TdmsBuilder.Doubles(raw)).ToArray()).Channels[0].Samples.ToArray();
    }

    private ForeignRecording Read(byte[] bytes)
    {
        string path = _folder.File("file.tdms");
        File.WriteAllBytes(path, bytes);
        return _folder.Open(path);
    }
}
