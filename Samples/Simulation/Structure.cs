namespace Bench.Samples.Simulation;

/// <summary>
/// The motor's structure: which modes carry forces to which sensor. The table is the design of a housing of about
/// 35 kg on soft mounts, the same for all motors; each serial number scatters around it.
/// </summary>
internal static class Structure
{
    // Natural frequencies scatter by 1.5 % with castings and press fits, damping by 0.8 dB, participations by 0.4 dB.
    private const double FrequencySigma = 0.015;
    private const double DampingSigmaDb = 0.8;
    private const double ParticipationSigmaDb = 0.4;

    // Coupling of a pressed-on sensor, per motor.
    private const double CouplingSigmaDb = 0.5;

    private static readonly Row[] s_housing =
    [
        // Hz, ζ, in: stator, A, B, axial, tangential; out: A-side, B-side, axial in (m/s²)/N
        new(ModeShape.RigidBody, 38, 0.10, [0.02, 1, 1, 0.05, 0.10], [0.028, 0.024, 0.002]),
        new(ModeShape.RigidBody, 52, 0.10, [0.01, 1, -1, 0.10, 0.05], [0.026, -0.030, 0.004]),
        new(ModeShape.RigidBody, 30, 0.10, [0.00, 0.10, 0.08, 1, 0.00], [0.001, 0.001, 0.028]),
        new(ModeShape.Elastic, 460, 0.060, [0.10, 0.8, 0.7, 0.2, 0.6], [0.030, 0.024, 0.008]),
        new(ModeShape.Elastic, 790, 0.055, [0.40, 0.5, 0.5, 0.1, 0.5], [0.060, 0.075, 0.010]),
        new(ModeShape.Elastic, 1180, 0.050, [0.90, 0.4, 0.3, 0.3, 0.3], [0.110, 0.060, 0.030]),
        new(ModeShape.Elastic, 1640, 0.050, [0.70, 0.3, 0.4, 0.8, 0.2], [0.050, 0.120, 0.090]),
        new(ModeShape.Elastic, 2230, 0.045, [1.00, 0.4, 0.2, 0.3, 0.4], [0.150, 0.060, 0.030]),
        new(ModeShape.Elastic, 2950, 0.045, [0.80, 0.2, 0.5, 0.7, 0.3], [0.070, 0.140, 0.100]),
        new(ModeShape.Elastic, 3700, 0.040, [0.60, 0.5, 0.3, 0.2, 0.3], [0.130, 0.050, 0.040]),
        new(ModeShape.Elastic, 4650, 0.040, [0.70, 0.6, 0.4, 0.5, 0.2], [0.110, 0.090, 0.120]),
        new(ModeShape.Elastic, 5650, 0.030, [0.40, 1.0, 0.2, 0.3, 0.2], [0.220, 0.050, 0.050]),
        new(ModeShape.Elastic, 6900, 0.028, [0.40, 0.2, 1.0, 0.3, 0.2], [0.060, 0.210, 0.060]),
        new(ModeShape.Elastic, 8300, 0.028, [0.50, 1.0, 0.3, 0.4, 0.2], [0.200, 0.070, 0.080]),
        new(ModeShape.Elastic, 9600, 0.028, [0.50, 0.3, 1.0, 0.4, 0.2], [0.090, 0.190, 0.070]),
        new(ModeShape.Elastic, 11300, 0.030, [0.40, 0.6, 0.6, 0.6, 0.2], [0.120, 0.120, 0.110]),
    ];

    private static readonly Row[] s_radiation =
    [
        // The same forces to the sound pressure half a metre away, in Pa/N.
        new(ModeShape.Elastic, 470, 0.10, [0.15, 0.5, 0.5, 0.2, 0.5], [0.0022]),
        new(ModeShape.Elastic, 1170, 0.07, [0.90, 0.4, 0.3, 0.2, 0.3], [0.0062]),
        new(ModeShape.Elastic, 1900, 0.08, [0.80, 0.3, 0.4, 0.4, 0.3], [0.0066]),
        new(ModeShape.Elastic, 2800, 0.07, [1.00, 0.3, 0.3, 0.3, 0.3], [0.0074]),
        new(ModeShape.Elastic, 4100, 0.07, [0.80, 0.4, 0.4, 0.3, 0.2], [0.0066]),
        new(ModeShape.Elastic, 6200, 0.06, [0.60, 0.6, 0.5, 0.3, 0.2], [0.0058]),
        new(ModeShape.Elastic, 9200, 0.06, [0.60, 0.5, 0.6, 0.3, 0.2], [0.0046]),
        new(ModeShape.Elastic, 13500, 0.08, [0.40, 0.4, 0.4, 0.3, 0.2], [0.0026]),
    ];

    /// <summary>Forces to accelerometers.</summary>
    /// <param name="context">The motor.</param>
    /// <param name="sampleRateHz">Their sample rate.</param>
    /// <param name="places">Place of each: 0 A-side, 1 B-side, 2 axial, and again for further ones.</param>
    public static ModalBank ForAccelerometers(SpecimenContext context, double sampleRateHz, int[] places) =>
        new(Scatter(s_housing, context, "housing", places), sampleRateHz, ForceField.Points, places.Length);

    /// <summary>Forces to microphones.</summary>
    /// <param name="context">The motor.</param>
    /// <param name="sampleRateHz">Their sample rate.</param>
    /// <param name="places">Which microphone each is.</param>
    public static ModalBank ForMicrophones(SpecimenContext context, double sampleRateHz, int[] places) =>
        new(Scatter(s_radiation, context, "radiation", places), sampleRateHz, ForceField.Points, places.Length);

    private static List<Mode> Scatter(Row[] rows, SpecimenContext context, string part, int[] places)
    {
        RandomSource structure = context.Random(part);
        RandomSource[] sensors = [.. places.Select(place => context.Random($"{part} sensor {place}"))];
        double[] coupling = [.. sensors.Select(sensor => sensor.ScatterDb(CouplingSigmaDb))];
        List<Mode> modes = [];
        foreach (Row row in rows)
        {
            double hertz = row.Hertz * structure.Scatter(FrequencySigma);
            double damping = row.Damping * structure.ScatterDb(DampingSigmaDb);
            double[] inputs = [.. row.Inputs.Select(gain => gain * structure.ScatterDb(ParticipationSigmaDb))];
            double[] outputs = new double[places.Length];
            for (int i = 0; i < outputs.Length; i++)
            {
                double gain = row.Outputs[places[i] % row.Outputs.Length];
                outputs[i] = coupling[i] * gain * sensors[i].ScatterDb(ParticipationSigmaDb);
            }

            modes.Add(new Mode(hertz, damping, row.Shape, inputs, outputs));
        }

        return modes;
    }

    private sealed record Row(ModeShape Shape, double Hertz, double Damping, double[] Inputs, double[] Outputs);
}
