using System.Runtime.Intrinsics;

namespace Bench.Samples.Simulation;

/// <summary>How a mode answers to a force.</summary>
internal enum ModeShape
{
    /// <summary>A rigid body on its mounts: acceleration force/mass above the resonance, nothing below.</summary>
    RigidBody,

    /// <summary>An elastic mode: a peak with skirts of 6 dB per octave.</summary>
    Elastic,
}

/// <summary>One second-order mode.</summary>
/// <param name="Hertz">Its natural frequency.</param>
/// <param name="Damping">Its damping ratio ζ.</param>
/// <param name="Shape">How it answers.</param>
/// <param name="Inputs">How much of each force reaches it.</param>
/// <param name="Outputs">What it gives to each output per N at its peak (elastic) or above it (rigid body).</param>
internal sealed record Mode(double Hertz, double Damping, ModeShape Shape, double[] Inputs, double[] Outputs);

/// <summary>
/// Forces through a set of modes to sensors: output = Σ modes out · filter(Σ forces in · force). Each filter is the
/// bilinear transform of s²/(s² + 2ζωs + ω²) or 2ζωs/(s² + 2ζωs + ω²), warped so that ω is exact; double precision,
/// four modes per vector.
/// </summary>
internal sealed class ModalBank
{
    private const int Lanes = 4;

    private readonly Group[] _groups;
    private readonly int _inputs;
    private readonly int _outputs;

    public ModalBank(IReadOnlyList<Mode> modes, double sampleRateHz, int inputs, int outputs)
    {
        Mode[] audible = [.. modes.Where(mode => mode.Hertz < 0.45 * sampleRateHz)];
        _inputs = inputs;
        _outputs = outputs;
        _groups = [.. audible.Chunk(Lanes).Select(four => new Group(four, sampleRateHz, inputs, outputs))];
    }

    /// <summary>Filters one block; outputs are added to.</summary>
    public void AddTo(float[][] forces, float[][] outputs, int samples)
    {
        foreach (Group group in _groups)
        {
            group.Process(forces, outputs, _inputs, _outputs, samples);
        }
    }

    private sealed class Group
    {
        private readonly Vector256<double> _b0;
        private readonly Vector256<double> _b1;
        private readonly Vector256<double> _b2;
        private readonly Vector256<double> _a1;
        private readonly Vector256<double> _a2;
        private readonly Vector256<double>[] _in;
        private readonly Vector256<double>[] _out;
        private Vector256<double> _s1;
        private Vector256<double> _s2;

        public Group(Mode[] modes, double sampleRateHz, int inputs, int outputs)
        {
            Span<double> lanes = stackalloc double[5 * Lanes];
            lanes.Clear();
            for (int m = 0; m < modes.Length; m++)
            {
                Design(modes[m], sampleRateHz, lanes[m..]);
            }

            _b0 = Vector256.Create<double>(lanes);
            _b1 = Vector256.Create<double>(lanes[Lanes..]);
            _b2 = Vector256.Create<double>(lanes[(2 * Lanes)..]);
            _a1 = Vector256.Create<double>(lanes[(3 * Lanes)..]);
            _a2 = Vector256.Create<double>(lanes[(4 * Lanes)..]);
            _in = Gather(modes, inputs, mode => mode.Inputs);
            _out = Gather(modes, outputs, mode => mode.Outputs);
        }

        public void Process(float[][] forces, float[][] outputs, int inputCount, int outputCount, int samples)
        {
            Vector256<double> s1 = _s1;
            Vector256<double> s2 = _s2;
            for (int n = 0; n < samples; n++)
            {
                Vector256<double> x = Vector256<double>.Zero;
                for (int i = 0; i < inputCount; i++)
                {
                    x += _in[i] * Vector256.Create((double)forces[i][n]);
                }

                Vector256<double> y = (_b0 * x) + s1;
                s1 = (_b1 * x) - (_a1 * y) + s2;
                s2 = (_b2 * x) - (_a2 * y);
                for (int o = 0; o < outputCount; o++)
                {
                    outputs[o][n] += (float)Vector256.Sum(_out[o] * y);
                }
            }

            _s1 = s1;
            _s2 = s2;
        }

        private static void Design(Mode mode, double sampleRateHz, Span<double> lanes)
        {
            double w = 2 * Math.PI * mode.Hertz / sampleRateHz;
            double alpha = Math.Sin(w) * mode.Damping;
            double cos = Math.Cos(w);
            double scale = 1 / (1 + alpha);
            bool rigid = mode.Shape == ModeShape.RigidBody;
            lanes[0] = scale * (rigid ? 0.5 * (1 + cos) : alpha);
            lanes[Lanes] = rigid ? -scale * (1 + cos) : 0;
            lanes[2 * Lanes] = scale * (rigid ? 0.5 * (1 + cos) : -alpha);
            lanes[3 * Lanes] = -2 * cos * scale;
            lanes[4 * Lanes] = (1 - alpha) * scale;
        }

        private static Vector256<double>[] Gather(Mode[] modes, int count, Func<Mode, double[]> gains)
        {
            var vectors = new Vector256<double>[count];
            Span<double> lanes = stackalloc double[Lanes];
            for (int i = 0; i < count; i++)
            {
                lanes.Clear();
                for (int m = 0; m < modes.Length; m++)
                {
                    lanes[m] = gains(modes[m])[i];
                }

                vectors[i] = Vector256.Create<double>(lanes);
            }

            return vectors;
        }
    }
}
