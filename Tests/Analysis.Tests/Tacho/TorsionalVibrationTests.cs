using Bench.Analysis.Signals;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Tests.Tacho;

public sealed class TorsionalVibrationTests
{
    // Degrees of torsional angle, amplitudes.
    private static readonly (double Order, double Degrees)[] s_orders = [(1.5, 0.2), (4, 0.1), (12.25, 0.02)];

    [Fact]
    public void Torsional_angle_and_velocity_of_known_orders_are_true()
    {
        const double SpeedRpm = 1800;
        ShaftAngle angle = Read(SpeedRpm, 1);
        TorsionalVibration torsion = TorsionalVibration.Of(angle, 1);
        Curve angles = torsion.AngleSpectrum();
        Curve velocities = torsion.VelocitySpectrum();

        Assert.Equal(("°", "°/s"), (angles.Unit, velocities.Unit));
        foreach ((double order, double degrees) in s_orders)
        {
            // Order 12.25 falls on a line of 1/8 of an order: all do.
            Assert.Equal(1, Sum(angles, order) / (degrees / Math.Sqrt(2)), 0.02);
            double velocity = degrees / Math.Sqrt(2) * 2 * Math.PI * order * SpeedRpm / 60;
            Assert.Equal(1, Sum(velocities, order) / velocity, 0.03);
            Curve cut = torsion.AngleCut(order, 0.5, 100);
            Assert.All(cut.Values, rms => Assert.Equal(1, rms / (degrees / Math.Sqrt(2)), 0.02));
        }

        Assert.Equal(double.NaN, angles.Values[0]);
        Assert.InRange(Sum(angles, 7), 0, 1e-3);
    }

    [Fact]
    public void A_pattern_of_the_wheel_stands_at_whole_orders_and_can_be_taken_off()
    {
        Random random = new(2);
        double[] pattern = [.. Enumerable.Range(0, 60).Select(_ => 0.0005 * (random.NextDouble() - 0.5))];
        ShaftAngle reference = Read(1800, 1, pattern, (0, 0));
        ShaftAngle running = Read(2400, 1, pattern, (1.5, 0.2));
        PulsePattern learned = PulsePattern.Learn(reference, ToothNumbering.FirstEdge);
        Curve before = TorsionalVibration.Of(running, 1).AngleSpectrum();
        Curve after = TorsionalVibration.Of(learned.Correct(running, ToothNumbering.FirstEdge, 1), 1).AngleSpectrum();

        Assert.InRange(Enumerable.Range(2, 25).Max(order => Sum(before, order)), 0.008, 0.1);
        Assert.InRange(Enumerable.Range(2, 25).Max(order => Sum(after, order)), 0, 0.0005);
        Assert.Equal(0.2 / Math.Sqrt(2), Sum(after, 1.5), 0.003);
    }

    [Fact]
    public void Results_name_their_method_and_the_source_of_the_speed()
    {
        ShaftAngle angle = Read(1800, 1);
        SpeedSource tacho = SpeedSource.Of(SpeedSourceKind.Tacho, angle, 1);
        TorsionalVibration torsion = TorsionalVibration.Of(angle, 1, 8, tacho);
        const string Method = "raw against smoothed edges over 1 rev, Hann over 8 rev";
        const string Source = "; speed from tacho, 60 edges per revolution, smoothed over 1 rev, confidence 1.00";
        Assert.Equal(Method + Source, torsion.AngleSpectrum().Method);
        Assert.Equal(Method + Source, torsion.VelocitySpectrum().Method);
        Assert.Equal(Method + "; sum over 0.5 orders" + Source, torsion.AngleCut(4, 0.5, 100).Method);
        Assert.Equal(SpeedSourceKind.Tacho, torsion.Frames.Source?.Kind);
    }

    [Fact]
    public void An_angle_that_holds_no_torsion_is_refused()
    {
        ShaftAngle angle = Read(1800, 1);
        Assert.Throws<ArgumentException>(() => TorsionalVibration.Of(angle, 0));
        Assert.Throws<ArgumentException>(() => TorsionalVibration.Of(angle, 1, 1000));
    }

    private static double Sum(Curve spectrum, double order)
    {
        int line = spectrum.Axis.Nearest(order);
        return Math.Sqrt(spectrum.Values.AsSpan(line - 2, 5).ToArray().Sum(value => value * value));
    }

    private static ShaftAngle Read(double speedRpm, double smoothing) =>
        Read(speedRpm, smoothing, new double[60], s_orders);

    // θ = ft + Σ a·cos(2π·o·ft): the time of an angle by fixed-point iteration.
    private static ShaftAngle Read(
        double speedRpm, double smoothing, double[] pattern, params (double Order, double Degrees)[] orders)
    {
        ShaftAngle angle = new(60, smoothing);
        double last = 0;
        for (int i = 1; i < 60 * 80; i++)
        {
            double wanted = (i / 60.0) + pattern[i % 60];
            double turned = wanted;
            for (int k = 0; k < 50; k++)
            {
                double torsion = 0;
                foreach ((double order, double degrees) in orders)
                {
                    torsion += degrees / 360 * Math.Cos(2 * Math.PI * order * turned);
                }

                turned = wanted - torsion;
            }

            last = turned * 60 / speedRpm;
            angle.AddEdge(last);
        }

        angle.Complete(last);
        return angle;
    }
}
