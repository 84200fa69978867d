using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>
/// Shaft angle over time in closed form: the steps' linear speed ramps, followed with the drive's small wander. The
/// wander is a time shift δ(t) of a few slow sines, so that the speed is n(t + δ)·(1 + δ'): it is proportional to the
/// speed and vanishes at rest. Within a block δ is the cubic through its values and slopes at both ends.
/// </summary>
internal sealed class SpeedProfile
{
    // A drive of this size stops an unloaded rotor within a fraction of a second after the cycle.
    private const double BrakeSeconds = 0.3;
    private const int Wanders = 4;

    private readonly Segment[] _segments;
    private readonly double[] _wanderRadians = new double[Wanders];
    private readonly double[] _wanderSeconds = new double[Wanders];
    private readonly double[] _wanderPhase = new double[Wanders];

    private int _segment;
    private double _blockStart;
    private (double Value, double Slope) _shiftStart;
    private (double Value, double Slope) _shiftEnd;

    /// <param name="steps">The test cycle.</param>
    /// <param name="speedFactor">True speed over the profile's speed.</param>
    /// <param name="random">Draws the wander and the angle at rest.</param>
    public SpeedProfile(ImmutableArray<TestStep> steps, double speedFactor, RandomSource random)
    {
        _segments = BuildSegments(steps, speedFactor, random.Uniform());
        for (int i = 0; i < Wanders; i++)
        {
            double hertz = random.Uniform(0.4, 4);
            _wanderRadians[i] = 2 * Math.PI * hertz;

            // Speed wanders by about 0.05 % per sine: a good laboratory drive holds 0.1 %.
            _wanderSeconds[i] = 0.0005 * random.ScatterDb(2) / _wanderRadians[i];
            _wanderPhase[i] = random.Phase();
        }
    }

    /// <summary>Speed at the block's start in revolutions per second.</summary>
    public double SpeedHz { get; private set; }

    /// <summary>Moves to a block; blocks come in rising order.</summary>
    public void BeginBlock(long block)
    {
        _blockStart = block * MotorSimulation.BlockSeconds;
        _shiftStart = Shift(_blockStart);
        _shiftEnd = Shift(_blockStart + MotorSimulation.BlockSeconds);
        double time = Math.Max(0, _blockStart + _shiftStart.Value);
        _segment = SegmentAt(time, _segment);
        SpeedHz = _segments[_segment].SpeedHz(time) * (1 + _shiftStart.Slope);
    }

    /// <summary>Shaft angle in revolutions at the block's start and every 1/rate seconds after it.</summary>
    public void Fill(Span<double> revolutions, double sampleRateHz)
    {
        double perSample = 1 / (sampleRateHz * MotorSimulation.BlockSeconds);
        double h = MotorSimulation.BlockSeconds;
        double rise = _shiftEnd.Value - _shiftStart.Value;
        double square = (3 * rise) - (h * ((2 * _shiftStart.Slope) + _shiftEnd.Slope));
        double cube = (h * (_shiftStart.Slope + _shiftEnd.Slope)) - (2 * rise);
        int at = _segment;
        for (int i = 0; i < revolutions.Length; i++)
        {
            double x = i * perSample;
            double shift = _shiftStart.Value + (x * ((h * _shiftStart.Slope) + (x * (square + (x * cube)))));
            double time = Math.Max(0, _blockStart + (x * h) + shift);
            at = SegmentAt(time, at);
            revolutions[i] = _segments[at].Revolutions(time);
        }
    }

    private static Segment[] BuildSegments(ImmutableArray<TestStep> steps, double speedFactor, double angleAtRest)
    {
        List<Segment> segments = [];
        double start = 0;
        double revolutions = angleAtRest;
        double speed = 0;
        foreach (TestStep step in steps)
        {
            double from = step.StartRpm * speedFactor / 60;
            speed = step.EndRpm * speedFactor / 60;
            segments.Add(new Segment(start, revolutions, from, (speed - from) / step.DurationSeconds));
            start += step.DurationSeconds;
            revolutions += 0.5 * (from + speed) * step.DurationSeconds;
        }

        segments.Add(new Segment(start, revolutions, speed, -speed / BrakeSeconds));
        segments.Add(new Segment(start + BrakeSeconds, revolutions + (0.5 * speed * BrakeSeconds), 0, 0));
        return [.. segments];
    }

    private int SegmentAt(double time, int from)
    {
        int at = from;
        while (at > 0 && time < _segments[at].Start)
        {
            at--;
        }

        while (at + 1 < _segments.Length && time >= _segments[at + 1].Start)
        {
            at++;
        }

        return at;
    }

    private (double Value, double Slope) Shift(double time)
    {
        double value = 0;
        double slope = 0;
        for (int i = 0; i < Wanders; i++)
        {
            (double sin, double cos) = Math.SinCos((_wanderRadians[i] * time) + _wanderPhase[i]);
            value += _wanderSeconds[i] * sin;
            slope += _wanderSeconds[i] * _wanderRadians[i] * cos;
        }

        return (value, slope);
    }

    private readonly record struct Segment(double Start, double StartRevolutions, double StartHz, double HertzPerSecond)
    {
        public double SpeedHz(double time) => StartHz + (HertzPerSecond * (time - Start));

        public double Revolutions(double time)
        {
            double t = time - Start;
            return StartRevolutions + (t * (StartHz + (0.5 * HertzPerSecond * t)));
        }
    }
}
