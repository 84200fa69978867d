namespace Bench.Samples.Simulation;

/// <summary>Where a force acts on the motor.</summary>
internal enum ForcePoint
{
    /// <summary>Radial force waves on the stator bore.</summary>
    Stator,

    /// <summary>Radial force in the A-side bearing.</summary>
    BearingA,

    /// <summary>Radial force in the B-side bearing.</summary>
    BearingB,

    /// <summary>Axial force on the rotor.</summary>
    Axial,

    /// <summary>Tangential force: reaction of the torque ripple in the housing.</summary>
    Tangential,
}

/// <summary>The forces of one block in N, one array per <see cref="ForcePoint"/>.</summary>
internal sealed class ForceField
{
    public const int Points = 5;

    private readonly float[][] _forces = new float[Points][];
    private readonly float[] _carried = new float[Points];
    private readonly int _samples;
    private readonly double _sampleRateHz;

    public ForceField(int samples, double sampleRateHz)
    {
        _samples = samples;
        _sampleRateHz = sampleRateHz;
        for (int i = 0; i < Points; i++)
        {
            _forces[i] = new float[Tones.Padded(samples)];
        }
    }

    public float[][] All => _forces;

    public Span<float> At(ForcePoint point) => _forces[(int)point];

    /// <summary>Starts a block: zero, but for what an impact at the last block's very end left over.</summary>
    public void Clear()
    {
        for (int i = 0; i < Points; i++)
        {
            _forces[i].AsSpan().Clear();
            _forces[i][0] = _carried[i];
            _carried[i] = 0;
        }
    }

    /// <summary>Adds an impact, shared between the two samples around its instant.</summary>
    /// <param name="point">Where.</param>
    /// <param name="position">When, in samples from the block's start.</param>
    /// <param name="newtonSeconds">Its impulse.</param>
    public void Strike(ForcePoint point, double position, double newtonSeconds)
    {
        int first = Math.Clamp((int)position, 0, _samples - 1);
        double later = Math.Clamp(position - first, 0, 1);
        float[] force = _forces[(int)point];
        force[first] += (float)(newtonSeconds * _sampleRateHz * (1 - later));
        float rest = (float)(newtonSeconds * _sampleRateHz * later);
        if (first + 1 < _samples)
        {
            force[first + 1] += rest;
        }
        else
        {
            _carried[(int)point] += rest;
        }
    }
}
