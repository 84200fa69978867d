using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>
/// The tacho's voltage: a pulse per tooth, 0 to 5 V, with edges shaped like half a cosine so that the waveform stays
/// within the channel's band. Each edge crosses 2.5 V exactly at its instant, which is where the true shaft angle
/// meets the tooth, moved by the tooth's own error (the same in every revolution) and by jitter.
/// </summary>
internal sealed class TachoWaveform
{
    private const double HighVolts = 5;
    private const double NoiseVolts = 0.01;
    private const double JitterSeconds = 1e-6;
    private const double LargestJitterSigmas = 5;

    // Teeth of a wheel: 0.3 % of a spacing each, 0.3 % from the wheel's run-out.
    private const double ToothError = 0.003;

    private readonly RandomSource _random;
    private readonly NoiseSource _noise;
    private readonly double _sampleRateHz;
    private readonly double _halfRise;
    private readonly int _teeth;
    private readonly double[] _toothTurns;
    private readonly double[] _revolutions;
    private readonly double[] _edges;
    private readonly float[] _padded;
    private readonly double _dropoutFrom;
    private readonly double _dropoutTo;
    private readonly int _samples;
    private int _pending;
    private long _nextEdge = long.MinValue;
    private bool _isHigh;
    private bool _isDropped;

    public TachoWaveform(SpecimenContext context, BenchFaults faults, Channel channel, int pulsesPerRevolution)
    {
        _random = context.Random("tacho edges");
        _noise = context.Noise("tacho noise");
        _sampleRateHz = channel.SampleRateHz;
        _teeth = pulsesPerRevolution;
        _samples = (int)Math.Round(channel.SampleRateHz * MotorSimulation.BlockSeconds);
        _padded = new float[Tones.Padded(_samples)];

        // Six samples from low to high, yet never more than a sixth of the shortest pulse.
        double rise = Math.Min(6 / _sampleRateHz, 1 / (6 * 2 * _teeth * context.TopSpeedHz));
        _halfRise = rise / 2;
        double ahead = _halfRise + (LargestJitterSigmas * JitterSeconds);
        _revolutions = new double[_samples + (int)Math.Ceiling(ahead * _sampleRateHz) + 2];
        _edges = new double[(int)(2 * _teeth * MotorSimulation.BlockSeconds * 1.5 * context.TopSpeedHz) + 8];
        _toothTurns = ToothAngles(context.Random("tacho wheel"), _teeth);
        (_dropoutFrom, _dropoutTo) = faults.TachoDropout;
    }

    /// <summary>Renders one block in V.</summary>
    public void Render(Span<float> volts, SpeedProfile profile, long block)
    {
        profile.Fill(_revolutions, _sampleRateHz);
        double start = block * MotorSimulation.BlockSeconds;
        FindEdges(start);
        _padded.AsSpan().Clear();
        _noise.AddTo(_padded, NoiseVolts, NoiseVolts);
        Draw(start);
        _padded.AsSpan(0, volts.Length).CopyTo(volts);
    }

    // Angles of rising (even) and falling (odd) edges within one revolution.
    private static double[] ToothAngles(RandomSource random, int teeth)
    {
        double[] angles = new double[2 * teeth];
        double runOutPhase = random.Phase();
        double runOut = ToothError * random.ScatterDb(2);
        for (int i = 0; i < angles.Length; i++)
        {
            double nominal = i / (2.0 * teeth);
            double wave = runOut * Math.Sin((2 * Math.PI * nominal) + runOutPhase);
            double error = wave + (ToothError * random.Gaussian());
            angles[i] = nominal + (Math.Clamp(error, -0.02, 0.02) / teeth);
        }

        return angles;
    }

    private void FindEdges(double start)
    {
        int perTurn = 2 * _teeth;
        if (_nextEdge == long.MinValue)
        {
            _nextEdge = (long)Math.Ceiling(_revolutions[0] * perTurn) + 1;
            _isHigh = long.IsOddInteger(_nextEdge);
        }

        int at = 0;
        double angle = EdgeAngle(_nextEdge, perTurn);
        while (_revolutions[^1] > angle && _pending < _edges.Length)
        {
            while (_revolutions[at + 1] < angle)
            {
                at++;
            }

            double share = (angle - _revolutions[at]) / (_revolutions[at + 1] - _revolutions[at]);
            double jitter = Math.Clamp(_random.Gaussian(), -LargestJitterSigmas, LargestJitterSigmas) * JitterSeconds;
            Keep(start + ((at + share) / _sampleRateHz) + jitter);
            angle = EdgeAngle(++_nextEdge, perTurn);
        }
    }

    // A pulse that begins during a dropout is missing as a whole; one that has begun ends.
    private void Keep(double time)
    {
        bool isRising = long.IsEvenInteger(_nextEdge);
        if (isRising)
        {
            _isDropped = time >= _dropoutFrom && time < _dropoutTo;
        }

        if (!_isDropped)
        {
            _edges[_pending++] = time;
        }
    }

    private double EdgeAngle(long edge, int perTurn)
    {
        long turn = Math.DivRem(edge, perTurn, out long tooth);
        return turn + _toothTurns[tooth];
    }

    private void Draw(double start)
    {
        int from = 0;
        int done = 0;
        for (int e = 0; e < _pending; e++)
        {
            double centre = (_edges[e] - start) * _sampleRateHz;
            double half = _halfRise * _sampleRateHz;
            int first = Math.Clamp((int)Math.Ceiling(centre - half), from, _samples);
            int last = (int)Math.Floor(centre + half);
            Hold(from, first);
            for (int i = first; i <= last && i < _samples; i++)
            {
                double rise = 0.5 * (1 + Math.Sin(0.5 * Math.PI * Math.Clamp((i - centre) / half, -1, 1)));
                _padded[i] += (float)(HighVolts * (_isHigh ? 1 - rise : rise));
            }

            from = Math.Clamp(last + 1, from, _samples);
            if (last >= _samples - 1)
            {
                from = _samples;
                break;
            }

            _isHigh = !_isHigh;
            done++;
        }

        Hold(from, _samples);
        _pending -= done;
        _edges.AsSpan(done, _pending).CopyTo(_edges);
    }

    private void Hold(int from, int to)
    {
        if (_isHigh)
        {
            for (int i = from; i < to; i++)
            {
                _padded[i] += (float)HighVolts;
            }
        }
    }
}
