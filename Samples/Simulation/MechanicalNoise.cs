namespace Bench.Samples.Simulation;

/// <summary>
/// Broadband force of rolling contacts and the air: its level rises with the speed to the power 1.75: 10.5 dB per
/// doubling of the speed.
/// </summary>
internal sealed class MechanicalNoise
{
    private const double SpeedExponent = 1.75;

    // Contacts of rolling surfaces last long enough to have little force above the upper corner; below the lower one
    // the balls follow the waviness of the rings together, and little is left that is not an order.
    private const double LowerCornerHz = 500;
    private const double UpperCornerHz = 7000;

    private const double ReferenceRateHz = 51_200;

    private readonly NoiseSource[] _sources;
    private readonly (double Slow, double Fast)[] _states = new (double Slow, double Fast)[ForceField.Points];
    private readonly float[] _white;
    private readonly double _keepSlow;
    private readonly double _keepFast;
    private readonly double[] _newton;
    private readonly double _topSpeedHz;

    public MechanicalNoise(SpecimenContext context, double sampleRateHz, int length)
    {
        _white = new float[length];
        _keepSlow = Math.Exp(-2 * Math.PI * LowerCornerHz / sampleRateHz);
        _keepFast = Math.Exp(-2 * Math.PI * UpperCornerHz / sampleRateHz);
        RandomSource random = context.Random("mechanical noise");
        _topSpeedHz = context.TopSpeedHz;

        // The density of the force is the same at every sample rate.
        double density = Math.Sqrt(sampleRateHz / ReferenceRateHz);

        // Standard deviation in N before the band-pass at top speed, per point of force.
        double common = random.ScatterDb(0.6);
        _newton = [.. ((double[])[45, 110, 95, 50, 15])
            .Select(newton => newton * density * common * random.ScatterDb(0.7))];
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
            _white.AsSpan().Clear();
            _sources[point].AddTo(_white, _newton[point] * start, _newton[point] * end);
            AddBandPassed(forces.All[point], point);
        }
    }

    private void AddBandPassed(float[] force, int point)
    {
        (double slow, double fast) = _states[point];
        double keepSlow = _keepSlow;
        double keepFast = _keepFast;
        for (int i = 0; i < force.Length; i++)
        {
            fast = (keepFast * fast) + ((1 - keepFast) * _white[i]);
            slow = (keepSlow * slow) + ((1 - keepSlow) * fast);
            force[i] += (float)(fast - slow);
        }

        _states[point] = (slow, fast);
    }
}
