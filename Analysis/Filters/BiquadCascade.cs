using System.Collections.Immutable;
using System.Numerics;

namespace Bench.Analysis.Filters;

/// <summary>
/// Second-order sections in series over a signal that arrives in blocks of any size. Samples are single precision,
/// states and arithmetic double: at a low cut-off the poles lie so close to z = 1 that single precision loses them.
/// </summary>
/// <remarks>Results do not depend on how the signal is cut into blocks. Starts at rest. One thread at a time.</remarks>
public sealed class BiquadCascade
{
    private readonly ImmutableArray<Biquad> _sections;
    private readonly double[] _states;

    /// <summary>Prepares a filter at rest.</summary>
    /// <param name="sections">Sections in their order, such as <see cref="Butterworth"/> designs them.</param>
    public BiquadCascade(ImmutableArray<Biquad> sections)
    {
        _sections = sections;
        _states = new double[2 * sections.Length];
    }

    /// <summary>The sections.</summary>
    public ImmutableArray<Biquad> Sections => _sections;

    /// <summary>Complex gain of the whole at a frequency.</summary>
    /// <param name="frequencyHz">Frequency.</param>
    /// <param name="sampleRateHz">Sampling rate of the filter.</param>
    public Complex Response(double frequencyHz, double sampleRateHz)
    {
        Complex gain = Complex.One;
        foreach (Biquad section in _sections)
        {
            gain *= section.Response(frequencyHz, sampleRateHz);
        }

        return gain;
    }

    /// <summary>Filters the next samples.</summary>
    /// <param name="input">Any number of samples, following those of the call before.</param>
    /// <param name="output">As many values at least; may be the input itself.</param>
    /// <exception cref="ArgumentException">The output is too short.</exception>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        if (output.Length < input.Length)
        {
            throw new ArgumentException($"{input.Length} filtered samples do not fit into {output.Length}.");
        }

        // Samples stay in double from the first section to the last, so that a small chunk runs through all sections.
        Span<double> chunk = stackalloc double[256];
        while (!input.IsEmpty)
        {
            int count = Math.Min(input.Length, chunk.Length);
            for (int i = 0; i < count; i++)
            {
                chunk[i] = input[i];
            }

            for (int s = 0; s < _sections.Length; s++)
            {
                Run(_sections[s], chunk[..count], ref _states[2 * s], ref _states[(2 * s) + 1]);
            }

            for (int i = 0; i < count; i++)
            {
                output[i] = (float)chunk[i];
            }

            input = input[count..];
            output = output[count..];
        }
    }

    /// <summary>Forgets all past samples.</summary>
    public void Reset() => Array.Clear(_states);

    // Transposed direct form II: two states, and rounding errors that stay small for poles near the unit circle.
    private static void Run(in Biquad section, Span<double> samples, ref double firstState, ref double secondState)
    {
        (double b0, double b1, double b2, double a1, double a2) = section;
        double s1 = firstState;
        double s2 = secondState;
        foreach (ref double sample in samples)
        {
            double x = sample;
            double y = (b0 * x) + s1;
            s1 = (b1 * x) - (a1 * y) + s2;
            s2 = (b2 * x) - (a2 * y);
            sample = y;
        }

        firstState = s1;
        secondState = s2;
    }
}
