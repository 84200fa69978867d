using Bench.Analysis.Currents;

namespace Bench.Analysis.Metrics;

/// <summary>Brings the three phases of one step together, however their samples arrive.</summary>
internal sealed class AlignedPhases(PhaseCurrents currents)
{
    private const int InitialLength = 8192;

    private readonly float[][] _waiting =
        [new float[InitialLength], new float[InitialLength], new float[InitialLength]];
    private readonly int[] _counts = new int[3];

    /// <summary>What is computed.</summary>
    public PhaseCurrents Currents { get; } = currents;

    /// <summary>Takes the next samples of one phase.</summary>
    public void Add(int phase, ReadOnlySpan<float> samples)
    {
        if (_counts[phase] + samples.Length > _waiting[phase].Length)
        {
            Array.Resize(ref _waiting[phase], Math.Max(2 * _waiting[phase].Length, _counts[phase] + samples.Length));
        }

        samples.CopyTo(_waiting[phase].AsSpan(_counts[phase]));
        _counts[phase] += samples.Length;
        int common = Math.Min(_counts[0], Math.Min(_counts[1], _counts[2]));
        if (common == 0)
        {
            return;
        }

        Currents.Add(_waiting[0].AsSpan(0, common), _waiting[1].AsSpan(0, common), _waiting[2].AsSpan(0, common));
        for (int i = 0; i < _counts.Length; i++)
        {
            _waiting[i].AsSpan(common, _counts[i] - common).CopyTo(_waiting[i]);
            _counts[i] -= common;
        }
    }
}
