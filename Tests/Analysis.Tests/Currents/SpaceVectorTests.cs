using Bench.Analysis.Currents;

namespace Bench.Analysis.Tests.Currents;

public sealed class SpaceVectorTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.234)]
    [InlineData(-2.9)]
    public void A_symmetrical_system_is_a_vector_of_its_amplitude_at_its_angle(double angle)
    {
        (double alpha, double beta, double zero) = SpaceVector.Clarke(
            7 * Math.Cos(angle), 7 * Math.Cos(angle - (Math.Tau / 3)), 7 * Math.Cos(angle + (Math.Tau / 3)));
        Assert.Equal(7 * Math.Cos(angle), alpha, 1e-12);
        Assert.Equal(7 * Math.Sin(angle), beta, 1e-12);
        Assert.Equal(0, zero, 1e-12);

        // 0.3 rad behind the vector: d = 7·cos 0.3, q = 7·sin 0.3.
        (double d, double q) = SpaceVector.Park(alpha, beta, angle - 0.3);
        Assert.Equal(7 * Math.Cos(0.3), d, 1e-12);
        Assert.Equal(7 * Math.Sin(0.3), q, 1e-12);
    }

    [Fact]
    public void What_is_common_to_the_phases_is_zero_sequence_only()
    {
        (double alpha, double beta, double zero) = SpaceVector.Clarke(2, 2, 2);
        Assert.Equal((0, 0, 2), (alpha, beta, zero));
    }

    [Fact]
    public void A_piece_is_transformed_sample_by_sample_and_an_unknown_angle_shows()
    {
        float[] d = new float[2];
        float[] q = new float[2];
        SpaceVector.Park([1, 1], [-0.5f, -0.5f], [-0.5f, -0.5f], [Math.PI / 2, double.NaN], d, q);
        Assert.Equal(0, d[0], 1e-6);
        Assert.Equal(-1, q[0], 1e-6);
        Assert.True(float.IsNaN(d[1]));
        Assert.Throws<ArgumentException>(() => SpaceVector.Park([1], [1], [1, 2], [0], d, q));
    }
}
