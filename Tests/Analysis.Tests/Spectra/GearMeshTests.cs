using System.Collections.Immutable;
using Bench.Analysis.Kinematics;
using Bench.Analysis.Spectra;

namespace Bench.Analysis.Tests.Spectra;

public sealed class GearMeshTests
{
    private const double RateHz = 8192;
    private const double ShaftHz = 24.7;

    [Fact]
    public void Amplitude_modulation_of_a_mesh_gives_its_sidebands()
    {
        // 2·(1 + 0.5·cos Ωt)·cos 20Ωt: sidebands of a quarter of the mesh's amplitude; a harmonic of 0.6 without.
        WelchSpectrum spectrum = Run(t =>
        {
            double shaft = 2 * Math.PI * ShaftHz * t;
            return (2 * (1 + (0.5 * Math.Cos(shaft))) * Math.Cos(20 * shaft)) + (0.6 * Math.Cos(40 * shaft));
        });
        ImmutableArray<MeshHarmonic> mesh = GearMesh.Read(spectrum.Power("m/s²"), spectrum.Window, 20, ShaftHz);
        Assert.Equal(3, mesh.Length);
        Assert.Equal(20 * ShaftHz, mesh[0].FrequencyHz, 0.001);
        Assert.Equal(Math.Sqrt(2), mesh[0].MeshRms, 1e-4);
        Assert.Equal(0.5 / Math.Sqrt(2), mesh[0].LowerRms[0], 1e-4);
        Assert.Equal(0.5 / Math.Sqrt(2), mesh[0].UpperRms[0], 1e-4);
        Assert.Equal(Math.Sqrt(2) / 4, mesh[0].SidebandRatio, 1e-4);
        Assert.Equal(0, mesh[0].Asymmetry, 1e-3);
        Assert.Equal(2 + 0.25, mesh[0].MeanSquare, 1e-3);
        Assert.Equal(0.6 / Math.Sqrt(2), mesh[1].MeshRms, 1e-4);
        Assert.InRange(mesh[1].SidebandRatio, 0, 0.001);
    }

    [Fact]
    public void An_upper_sideband_alone_is_all_asymmetry()
    {
        WelchSpectrum spectrum = Run(t => Math.Cos(2 * Math.PI * 30 * ShaftHz * t)
            + (0.3 * Math.Cos(2 * Math.PI * 31 * ShaftHz * t)));
        MeshHarmonic mesh = GearMesh.Read(spectrum.Power(), spectrum.Window, 30, ShaftHz, 1, 2)[0];
        Assert.Equal(0.3, mesh.SidebandRatio, 1e-3);
        Assert.Equal(1, mesh.Asymmetry, 1e-3);
    }

    [Fact]
    public void Sidebands_that_the_bins_cannot_part_are_refused_and_harmonics_beyond_left_out()
    {
        WelchSpectrum spectrum = Run(t => Math.Cos(2 * Math.PI * 30 * ShaftHz * t));
        Assert.Throws<ArgumentException>(() => GearMesh.Read(spectrum.Power(), spectrum.Window, 300, 5.0));
        Assert.Equal(2, GearMesh.Read(spectrum.Power(), spectrum.Window, 70, ShaftHz, 5).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => GearMesh.Read(spectrum.Power(), spectrum.Window, 0, ShaftHz));
    }

    [Fact]
    public void Two_gears_have_orders_of_mesh_shaft_and_hunting_tooth()
    {
        GearPair pair = new(20, 85);
        Assert.Equal(20, pair.MeshOrder);
        Assert.Equal(20.0 / 85, pair.DrivenOrder, 1e-12);

        // The least common multiple of 20 and 85 is 340: the same teeth meet every 17 revolutions.
        Assert.Equal(1.0 / 17, pair.HuntingToothOrder, 1e-12);
    }

    private static WelchSpectrum Run(Func<double, double> value)
    {
        WelchSpectrum spectrum = new(4096, WindowKind.BlackmanHarris, 0.5, RateHz);
        spectrum.Add([.. Enumerable.Range(0, 16384).Select(i => (float)value(i / RateHz))]);
        return spectrum;
    }
}
