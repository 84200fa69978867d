using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Kinematics;

/// <summary>
/// Orders (multiples of the shaft's revolution) at which a machine's parts speak, from geometry alone.
/// Bearing formulas hold for a rotating inner ring, a standing outer ring and rolling without slip (T. A. Harris,
/// Rolling Bearing Analysis, chapter on kinematics); real bearings run 1-2 % below because they slip.
/// Electromagnetic orders are those of a three-phase synchronous machine (J. F. Gieras, C. Wang, J. C. Lai,
/// Noise of Polyphase Electric Motors, 2006, chapter 2).
/// </summary>
public static class CharacteristicOrders
{
    /// <summary>Cage (fundamental train): FTF = ½ (1 - d/D·cos α), below 0.5.</summary>
    public static double Cage(Bearing bearing) => 0.5 * (1 - Ratio(bearing));

    /// <summary>Balls passing a point of the outer ring: BPFO = N/2 (1 - d/D·cos α) = N·FTF.</summary>
    public static double BallPassOuter(Bearing bearing) => bearing.Balls * Cage(bearing);

    /// <summary>Balls passing a point of the inner ring: BPFI = N/2 (1 + d/D·cos α).</summary>
    public static double BallPassInner(Bearing bearing) => 0.5 * bearing.Balls * (1 + Ratio(bearing));

    /// <summary>
    /// Spin of a ball about its own axis: BSF = D/2d (1 - (d/D·cos α)²). A pit in the ball strikes both rings, so its
    /// line is at twice this order, with sidebands at <see cref="Cage"/>.
    /// </summary>
    public static double BallSpin(Bearing bearing)
    {
        double ratio = Ratio(bearing);
        double diameterRatio = bearing.PitchDiameterMillimetres / bearing.BallDiameterMillimetres;
        return 0.5 * diameterRatio * (1 - (ratio * ratio));
    }

    /// <summary>Electrical fundamental: p, the pole pairs.</summary>
    public static double Electrical(Machine machine) => machine.PolePairs;

    /// <summary>
    /// Radial force wave of the air-gap field (Maxwell stress is the square of the field): 2p·k. Eccentricity adds
    /// sidebands at ±1 order.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="harmonic">k, 1 or more.</param>
    public static double RadialForce(Machine machine, int harmonic) => 2.0 * machine.PolePairs * harmonic;

    /// <summary>Torque ripple from the current's and field's harmonics 6k ± 1: 6p·k.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="harmonic">k, 1 or more.</param>
    public static double TorqueRipple(Machine machine, int harmonic) => 6.0 * machine.PolePairs * harmonic;

    /// <summary>Stator slots passing a point of the rotor: Q·k. Eccentricity adds sidebands at ±1 order.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="harmonic">k, 1 or more.</param>
    public static double Slot(Machine machine, int harmonic) => (double)machine.StatorSlots * harmonic;

    /// <summary>
    /// Frequency in Hz of an inverter's line m·f_sw + k·f_el. Its place moves with speed only by the sideband: it is
    /// not an order. Sinusoidal PWM yields lines where m + k is odd (m = 1: k = ±2, ±4; m = 2: k = ±1, ±5), Holmes
    /// and Lipo, Pulse Width Modulation for Power Converters, 2003, chapter 3.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="carrier">m, 1 or more.</param>
    /// <param name="sideband">k, of either sign.</param>
    /// <param name="speedRpm">Shaft speed in rpm.</param>
    public static double SwitchingLineHz(Machine machine, int carrier, int sideband, double speedRpm) =>
        (carrier * machine.SwitchingFrequencyHz) + (sideband * machine.PolePairs * speedRpm / 60);

    private static double Ratio(Bearing bearing) =>
        bearing.BallDiameterMillimetres / bearing.PitchDiameterMillimetres
        * Math.Cos(bearing.ContactAngleDegrees * Math.PI / 180);
}
