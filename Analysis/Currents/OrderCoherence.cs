using System.Collections.Immutable;
using System.Numerics;

namespace Bench.Analysis.Currents;

/// <summary>How much of a vibration order follows the current.</summary>
/// <param name="Order">Order of the shaft.</param>
/// <param name="Coherence">
/// Share of the vibration's fluctuation that follows the current's linearly, 0 to 1; NaN where one does not fluctuate.
/// </param>
/// <param name="Gain">Fluctuation of the vibration per fluctuation of the current.</param>
/// <param name="Insignificant">Coherence that independent signals exceed in one of twenty cases.</param>
public sealed record CoherentOrder(double Order, double Coherence, double Gain, double Insignificant)
{
    /// <summary>
    /// Whether the order is of electromagnetic origin as far as the current tells: most of its fluctuation follows the
    /// current, and more than chance. An order that is not is mechanical, or excited by a field that no current shows.
    /// </summary>
    public bool IsElectromagnetic => Coherence > 0.5 && Coherence > Insignificant;
}

/// <summary>
/// Coherence of a current and a vibration at orders of the shaft, streaming: electromagnetic or mechanical origin.
/// </summary>
/// <remarks>
/// <para>Frames of R revolutions that overlap by half, Hann window over the angle, give complex amplitudes X and Y per
/// order relative to the shaft. Everything that is locked to the shaft has constant X and Y and would be coherent with
/// everything else that is, whatever its origin: the means over the frames are therefore taken off, and only the
/// fluctuations are compared, γ² = |⟨ΔX*·ΔY⟩|²/(⟨|ΔX|²⟩·⟨|ΔY|²⟩) (the coherence of J. S. Bendat and A. G. Piersol,
/// Random Data, 4th edition 2010, 9.2, per order). So the method needs currents that vary: load steps, noise of the
/// control. In a run-up through a resonance the path itself changes: take segments of speed.</para>
/// <para>For the current take the q component, or the magnitude of the space vector: their ripple has the orders of the
/// torque; a phase current has them one electrical order aside. The result does not depend on the cutting into blocks.
/// Where a value is not a number or the angle does not go on, the frame begins anew. One thread at a time.</para>
/// </remarks>
public sealed class OrderCoherence
{
    private readonly ImmutableArray<double> _orders;
    private readonly double _revolutions;
    private readonly Frame[] _frames;
    private readonly Complex[] _meanX;
    private readonly Complex[] _meanY;
    private readonly Complex[] _cross;
    private readonly double[] _powerX;
    private readonly double[] _powerY;
    private double _lastAngle = double.NaN;

    /// <summary>Prepares an empty result.</summary>
    /// <param name="orders">Orders of the shaft, above 0.</param>
    /// <param name="revolutionsPerFrame">R, at least 2: orders nearer than 2/R to each other are not told
    /// apart.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range.</exception>
    public OrderCoherence(ImmutableArray<double> orders, int revolutionsPerFrame)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(revolutionsPerFrame, 2);
        if (orders.IsDefaultOrEmpty || orders.Any(static order => !(order > 0)))
        {
            throw new ArgumentException("Orders above 0 are expected, one or more.");
        }

        _orders = orders;
        _revolutions = revolutionsPerFrame;
        _frames = [new Frame(orders.Length), new Frame(orders.Length)];
        _meanX = new Complex[orders.Length];
        _meanY = new Complex[orders.Length];
        _cross = new Complex[orders.Length];
        _powerX = new double[orders.Length];
        _powerY = new double[orders.Length];
    }

    /// <summary>Complete frames so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Takes the next samples.</summary>
    /// <param name="current">Current quantity.</param>
    /// <param name="vibration">Vibration or torque at the same instants.</param>
    /// <param name="angleRevolutions">Angle of the shaft in revolutions, rising.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void Add(
        ReadOnlySpan<float> current, ReadOnlySpan<float> vibration, ReadOnlySpan<double> angleRevolutions)
    {
        if (vibration.Length != current.Length || angleRevolutions.Length != current.Length)
        {
            throw new ArgumentException(
                $"Samples and angles of one length expected, given {current.Length}, {vibration.Length} and "
                    + $"{angleRevolutions.Length}.");
        }

        for (int i = 0; i < current.Length; i++)
        {
            Add(current[i], vibration[i], angleRevolutions[i]);
        }
    }

    /// <summary>The result per order; NaN below three independent frames.</summary>
    public ImmutableArray<CoherentOrder> Read()
    {
        // Hann frames that overlap by half: n/(1 + 2·(1 − 1/n)/36) independent ones; the mean takes one more.
        double independent = Frames == 0
            ? 0
            : (Frames / (1 + ((1 - (1.0 / Frames)) / 18))) - 1;
        bool isEnough = independent >= 2;
        double insignificant = isEnough ? 1 - Math.Pow(0.05, 1 / (independent - 1)) : double.NaN;
        return
        [
            .. _orders.Select((order, k) =>
            {
                double square = (_cross[k].Real * _cross[k].Real) + (_cross[k].Imaginary * _cross[k].Imaginary);
                double share = isEnough ? square / (_powerX[k] * _powerY[k]) : double.NaN;
                double gain = isEnough ? _cross[k].Magnitude / _powerX[k] : double.NaN;
                return new CoherentOrder(order, share, gain, insignificant);
            }),
        ];
    }

    private void Add(double x, double y, double angle)
    {
        double step = angle - _lastAngle;
        bool isOnward = step is > 0 and < 0.5 && double.IsFinite(x + y);
        if (!isOnward)
        {
            _lastAngle = double.IsFinite(x + y) ? angle : double.NaN;
            _frames[0].Begin(_lastAngle);
            _frames[1].Begin(double.NaN);
            return;
        }

        for (int f = 0; f < 2; f++)
        {
            double share = (angle - _frames[f].Start) / _revolutions;
            if (share < 1)
            {
                _frames[f].Add(_orders.AsSpan(), x, y, angle, step * (0.5 - (0.5 * Math.Cos(Math.Tau * share))));
            }

            if (share >= 0.5 && double.IsNaN(_frames[1 - f].Start))
            {
                _frames[1 - f].Begin(angle);
            }

            if (share >= 1)
            {
                Include(_frames[f]);
                _frames[f].Begin(double.NaN);
            }
        }

        _lastAngle = angle;
    }

    // Means and sums of products of deviations in one pass (B. P. Welford, Technometrics 4, 1962).
    private void Include(Frame frame)
    {
        Frames++;
        for (int k = 0; k < _orders.Length; k++)
        {
            Complex x = frame.X[k] * (2 / frame.Weights);
            Complex y = frame.Y[k] * (2 / frame.Weights);
            Complex oldX = x - _meanX[k];
            Complex oldY = y - _meanY[k];
            _meanX[k] += oldX / Frames;
            _meanY[k] += oldY / Frames;
            Complex newX = x - _meanX[k];
            Complex newY = y - _meanY[k];
            _cross[k] += Complex.Conjugate(oldX) * newY;
            _powerX[k] += (oldX.Real * newX.Real) + (oldX.Imaginary * newX.Imaginary);
            _powerY[k] += (oldY.Real * newY.Real) + (oldY.Imaginary * newY.Imaginary);
        }
    }

    private sealed class Frame(int orders)
    {
        public Complex[] X { get; } = new Complex[orders];

        public Complex[] Y { get; } = new Complex[orders];

        public double Start { get; private set; } = double.NaN;

        public double Weights { get; private set; }

        public void Begin(double angle)
        {
            Start = angle;
            Weights = 0;
            Array.Clear(X);
            Array.Clear(Y);
        }

        public void Add(ReadOnlySpan<double> orders, double x, double y, double angle, double weight)
        {
            Weights += weight;
            for (int k = 0; k < orders.Length; k++)
            {
                // Whole revolutions turn whole orders by nothing, but half orders by half: no wrapping of the angle.
                (double sin, double cos) = Math.SinCos(-Math.Tau * orders[k] * angle);
                X[k] += new Complex(weight * x * cos, weight * x * sin);
                Y[k] += new Complex(weight * y * cos, weight * y * sin);
            }
        }
    }
}
