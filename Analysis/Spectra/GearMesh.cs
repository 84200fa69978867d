using System.Collections.Immutable;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Spectra;

/// <summary>A harmonic of a gear mesh with its sidebands.</summary>
/// <param name="Harmonic">Multiple of the mesh order.</param>
/// <param name="FrequencyHz">Interpolated frequency; in orders where the axis is.</param>
/// <param name="MeshRms">Rms value of the mesh line.</param>
/// <param name="LowerRms">Rms values of the sidebands below, nearest first.</param>
/// <param name="UpperRms">Rms values of the sidebands above, nearest first.</param>
public sealed record MeshHarmonic(
    int Harmonic,
    double FrequencyHz,
    double MeshRms,
    ImmutableArray<double> LowerRms,
    ImmutableArray<double> UpperRms)
{
    /// <summary>Mean square of the mesh line and all its sidebands.</summary>
    public double MeanSquare => (MeshRms * MeshRms) + SquaresOf(LowerRms) + SquaresOf(UpperRms);

    /// <summary>
    /// Sideband ratio: rms of all sidebands over that of the mesh line. Wear and cracks let it grow; an eccentric gear
    /// has mostly the first sidebands, a damaged tooth many alike.
    /// </summary>
    public double SidebandRatio => Math.Sqrt(SquaresOf(LowerRms) + SquaresOf(UpperRms)) / MeshRms;

    /// <summary>
    /// Upper less lower mean square of the sidebands over their sum, −1 to 1: not 0 where amplitude and phase are
    /// modulated together.
    /// </summary>
    public double Asymmetry =>
        (SquaresOf(UpperRms) - SquaresOf(LowerRms)) / (SquaresOf(UpperRms) + SquaresOf(LowerRms));

    private static double SquaresOf(ImmutableArray<double> values) => values.Sum(static x => x * x);
}

/// <summary>
/// Reads the harmonics of a gear mesh and their sidebands at the shafts' distance from a power spectrum, best an order
/// spectrum (R. B. Randall, Vibration-based Condition Monitoring, 2nd edition 2021, chapters 2 and 5).
/// </summary>
public static class GearMesh
{
    /// <summary>Reads a mesh.</summary>
    /// <param name="power">Power spectrum over order or frequency.</param>
    /// <param name="window">The window that made it.</param>
    /// <param name="teeth">Teeth of the gear on the shaft, at least 1.</param>
    /// <param name="shaftHz">Frequency of that shaft in the axis' unit: Hz, or 1 where the axis is in its orders.
    /// </param>
    /// <param name="harmonics">How many harmonics of the mesh; those beyond the spectrum are left out.</param>
    /// <param name="sidebands">How many sidebands on either side.</param>
    /// <param name="sidebandHz">Distance of the sidebands in the axis' unit; 0 for that of the shaft itself. The other
    /// shaft's is shaft · teeth/driven teeth.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range, or the spectrum's bins are too wide to
    /// part the sidebands.</exception>
    public static ImmutableArray<MeshHarmonic> Read(
        Curve power, Window window, int teeth, double shaftHz, int harmonics = 3, int sidebands = 3,
        double sidebandHz = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(teeth, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shaftHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(harmonics, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(sidebands);
        ArgumentOutOfRangeException.ThrowIfNegative(sidebandHz);
        double spacing = sidebandHz > 0 ? sidebandHz : shaftHz;
        double least = 2 * window.EnbwBins * power.Axis.Step;
        if (spacing < 2 * least)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Sidebands {spacing:g4} {power.Axis.Unit} apart cannot be told from each other with bins ")
                + FormattableString.Invariant($"{power.Axis.Step:g4} apart: take frames of {2 * least / spacing:g3} ")
                + "times the length.");
        }

        List<MeshHarmonic> found = [];
        for (int h = 1; h <= harmonics; h++)
        {
            // Half the distance of neighbours is searched: a speed that is a little off does not swap lines.
            double centre = h * teeth * shaftHz;
            if (centre + ((sidebands + 0.5) * spacing) < power.Axis.At(power.Values.Length - 1))
            {
                SpectralLine mesh = SpectralLine.Strongest(
                    power, window, centre - (spacing / 2), centre + (spacing / 2));
                found.Add(new MeshHarmonic(
                    h,
                    mesh.FrequencyHz,
                    mesh.Rms,
                    [.. Enumerable.Range(1, sidebands).Select(s => At(mesh.FrequencyHz - (s * spacing)))],
                    [.. Enumerable.Range(1, sidebands).Select(s => At(mesh.FrequencyHz + (s * spacing)))]));
            }
        }

        return [.. found];

        double At(double position) => SpectralLine.Strongest(
            power, window, position - power.Axis.Step, position + power.Axis.Step).Rms;
    }
}
