using System.Numerics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The discrete Fourier transform by its definition, X[k] = Σ x[j]·exp(−2πi·j·k/N), in double precision and N² steps:
/// the reference that every fast transform is tested against. Not for use on signals.
/// </summary>
public static class Dft
{
    /// <summary>Transforms a real signal into its N/2+1 non-redundant bins. Unnormalised.</summary>
    /// <param name="input">N real samples, N ≥ 1.</param>
    /// <param name="spectrum">At least N/2+1 bins.</param>
    /// <exception cref="ArgumentException">The input is empty or the spectrum too short.</exception>
    public static void Forward(ReadOnlySpan<double> input, Span<Complex> spectrum)
    {
        int bins = (input.Length / 2) + 1;
        if (input.IsEmpty || spectrum.Length < bins)
        {
            throw new ArgumentException(
                $"A transform of {input.Length} samples (at least 1) fills {bins} bins, not {spectrum.Length}.");
        }

        for (int k = 0; k < bins; k++)
        {
            Complex sum = Complex.Zero;
            for (int j = 0; j < input.Length; j++)
            {
                sum += input[j] * Roots.Forward((long)j * k, input.Length);
            }

            spectrum[k] = sum;
        }
    }

    /// <summary>Transforms a complex signal into as many bins. Unnormalised.</summary>
    /// <param name="input">N complex samples, N ≥ 1.</param>
    /// <param name="spectrum">At least N bins; must not overlap the input.</param>
    /// <exception cref="ArgumentException">The input is empty or the spectrum too short.</exception>
    public static void Forward(ReadOnlySpan<Complex> input, Span<Complex> spectrum)
    {
        if (input.IsEmpty || spectrum.Length < input.Length)
        {
            throw new ArgumentException(
                $"A transform of {input.Length} samples (at least 1) fills as many bins, not {spectrum.Length}.");
        }

        for (int k = 0; k < input.Length; k++)
        {
            Complex sum = Complex.Zero;
            for (int j = 0; j < input.Length; j++)
            {
                sum += input[j] * Roots.Forward((long)j * k, input.Length);
            }

            spectrum[k] = sum;
        }
    }
}
