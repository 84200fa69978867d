using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>State of the drive at one instant.</summary>
/// <param name="SpeedHz">Shaft speed in revolutions per second.</param>
/// <param name="TorqueNm">Mean torque; negative where the motor generates.</param>
/// <param name="CurrentAmps">Amplitude of the phase currents' fundamental.</param>
/// <param name="CurrentRadians">Angle of the current ahead of the back-EMF (field weakening).</param>
/// <param name="Inverter">1 where the inverter switches, 0 where it is off; it fades within a few blocks.</param>
internal readonly record struct OperatingPoint(
    double SpeedHz,
    double TorqueNm,
    double CurrentAmps,
    double CurrentRadians,
    double Inverter);

/// <summary>
/// Torque and current of each step: the bench loads the motor while it speeds up and at dwells, and lets it
/// generate lightly while it coasts down. Torque follows its set value with a lag.
/// </summary>
internal sealed class Drive
{
    // Loads of a machine of 115-160 kW within its continuous torque: 75 Nm at 12 000 rpm are 94 kW.
    private const double RunUpNm = 75;
    private const double DwellNm = 60;
    private const double CoastDownNm = -20;
    private const double LagSeconds = 0.04;

    // Torque per ampere of phase-current amplitude: 1.5 p Ψ with Ψ about 63 mVs at four pole pairs.
    private const double NmPerAmp = 0.38;

    // Above this share of the top speed the inverter's voltage is used up, and d-axis current weakens the field.
    private const double WeakeningStart = 0.6;
    private const double WeakeningAmps = 110;

    private readonly StepEnd[] _steps;
    private readonly double _topSpeedHz;
    private readonly double _torqueFactor;
    private readonly double _nmPerAmp;
    private readonly double _keep = Math.Exp(-MotorSimulation.BlockSeconds / LagSeconds);
    private double _torque;
    private double _inverter;

    public Drive(SpecimenContext context)
    {
        RandomSource random = context.Random("drive");
        _topSpeedHz = context.TopSpeedHz;
        _torqueFactor = random.Scatter(0.005);

        // Remanence and saturation scatter by about 1 %; a broken magnet takes 6 % of the flux with it.
        double flux = random.Scatter(0.01) / (1 + (0.06 * context.Growth(Defect.BrokenMagnet)));
        _nmPerAmp = NmPerAmp * flux;
        double end = 0;
        _steps = [.. context.PartType.Steps
            .Select(step => new StepEnd(end += step.DurationSeconds, TorqueOf(step.Kind)))];
    }

    /// <summary>State at a block's start; blocks come one after the other.</summary>
    public OperatingPoint Advance(long block, double speedHz)
    {
        // What the drive did during the block that ends here.
        double time = (block - 0.5) * MotorSimulation.BlockSeconds;
        double target = 0;
        foreach (StepEnd step in _steps)
        {
            if (time < step.EndSeconds)
            {
                target = step.TorqueNm * _torqueFactor;
                break;
            }
        }

        _torque = target + ((_torque - target) * _keep);
        double on = target != 0 ? 1 : 0;
        _inverter = on + ((_inverter - on) * _keep);
        if (speedHz == 0 && _inverter < 1e-4)
        {
            _inverter = 0;
            _torque = 0;
        }

        double q = _torque / _nmPerAmp;
        double over = Math.Max(0, (speedHz / _topSpeedHz) - WeakeningStart) / (1 - WeakeningStart);
        double d = WeakeningAmps * over * _inverter;
        return new OperatingPoint(speedHz, _torque, Math.Sqrt((q * q) + (d * d)), Math.Atan2(d, q), _inverter);
    }

    private static double TorqueOf(StepKind kind) => kind switch
    {
        StepKind.RunUp => RunUpNm,
        StepKind.Dwell => DwellNm,
        StepKind.CoastDown => CoastDownNm,
        _ => 0,
    };

    private readonly record struct StepEnd(double EndSeconds, double TorqueNm);
}
