namespace Bench.Samples.Simulation;

/// <summary>
/// Broadband force of rolling contacts and the air: its level rises with the speed to the power 1.75. A damaged cage
/// lets it swell and fade with the cage's turn; every rotor does so a little with its own.
/// </summary>
internal sealed class MechanicalNoise
{
    private const double SpeedExponent = 1.75;

    private readonly NoiseSource[] _sources;
    private readonly double[] _newton;
    private readonly double _topSpeedHz;

    public MechanicalNoise(SpecimenContext context)
    {
        RandomSource random = context.Random("mechanical noise");
        _topSpeedHz = context.TopSpeedHz;

        // Standard deviation in N over the whole band at top speed, per point of force.
        double common = random.ScatterDb(0.6);
        _newton = [.. new double[] { 45, 110, 95, 50, 15 }.Select(newton => newton * common * random.ScatterDb(0.7))];
        _sources = [.. Enumerable.Range(0, ForceField.Points).Select(point => context.Noise($"force {point}"))];
    }

    /// <summary>Adds the noise of one block.</summary>
    public void AddTo(ForceField forces, OperatingPoint from, OperatingPoint to)
    {
        double start = Math.Pow(from.SpeedHz / _topSpeedHz, SpeedExponent);
        double end = Math.Pow(to.SpeedHz / _topSpeedHz, SpeedExponent);
        if (start == 0 && end == 0)
        {
            return;
        }

        for (int point = 0; point < ForceField.Points; point++)
        {
            _sources[point].AddTo(forces.All[point], _newton[point] * start, _newton[point] * end);
        }
    }
}
