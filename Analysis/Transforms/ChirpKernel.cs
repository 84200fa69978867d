using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The real transform of a length with other prime factors than 2, 3 and 5 as a convolution in double precision, of
/// only those bins, N/2+1, that a real signal has.
/// </summary>
internal sealed unsafe class ChirpKernel : RealKernel
{
    private const int DoubleFloats = 2;
    private const int Lanes = 4;

    private readonly int _length;
    private readonly int _bins;
    private readonly ChirpConvolution _forward;
    private readonly ChirpConvolution _inverse;

    public ChirpKernel(int length)
    {
        _length = length;
        _bins = (length / 2) + 1;
        _forward = new ChirpConvolution(length, length, _bins);
        _inverse = new ChirpConvolution(length, _bins, length);
    }

    public override int ScratchLength => (DoubleFloats * _forward.ScratchLength) + 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(float* input, float* window, float* spectrum, float* scratch)
    {
        double* work = Transform(input, window, scratch);
        double* chirp = _forward.Chirp;
        for (nint k = 0; k < _bins; k++)
        {
            (double im, double re) = (work[ChirpConvolution.At(k)], work[ChirpConvolution.At(k) + Lanes]);
            spectrum[2 * k] = (float)((re * chirp[2 * k]) - (im * chirp[(2 * k) + 1]));
            spectrum[(2 * k) + 1] = (float)((re * chirp[(2 * k) + 1]) + (im * chirp[2 * k]));
        }

        // The first and, of an even length, the last bin of a real signal are real.
        spectrum[1] = 0;
        if (_length % 2 == 0)
        {
            spectrum[_length + 1] = 0;
        }

        GC.KeepAlive(this);
    }

    // The chirp has magnitude one: nothing to multiply.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Power(float* input, float* window, float* power, float* scratch)
    {
        double* work = Transform(input, window, scratch);
        for (nint k = 0; k < _bins; k++)
        {
            (double im, double re) = (work[ChirpConvolution.At(k)], work[ChirpConvolution.At(k) + Lanes]);
            power[k] = (float)((re * re) + (im * im));
        }
    }

    // x[j] = 1/N·(X[0] + 2·Σ Re(X[k]·exp(+2πi·j·k/N))), the last bin of an even length once only: the real part of the
    // forward transform of the conjugates.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Inverse(float* spectrum, float* output, float* scratch)
    {
        double* work = AlignedTable<double>.Align((double*)scratch);
        double* chirp = _inverse.Chirp;
        for (nint k = 0; k < _bins; k++)
        {
            bool real = k == 0 || 2 * k == _length;
            double scale = (real ? 1.0 : 2.0) / _length;
            double re = scale * spectrum[2 * k];
            double im = real ? 0 : -scale * spectrum[(2 * k) + 1];
            work[ChirpConvolution.At(k)] = (re * chirp[2 * k]) - (im * chirp[(2 * k) + 1]);
            work[ChirpConvolution.At(k) + Lanes] = (re * chirp[(2 * k) + 1]) + (im * chirp[2 * k]);
        }

        _inverse.Execute(work, _bins);
        for (nint j = 0; j < _length; j++)
        {
            (double im, double re) = (work[ChirpConvolution.At(j)], work[ChirpConvolution.At(j) + Lanes]);
            output[j] = (float)((re * chirp[2 * j]) - (im * chirp[(2 * j) + 1]));
        }

        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double* Transform(float* input, float* window, float* scratch)
    {
        double* work = AlignedTable<double>.Align((double*)scratch);
        double* chirp = _forward.Chirp;
        for (nint j = 0; j < _length; j++)
        {
            double sample = window == null ? input[j] : (double)input[j] * window[j];
            work[ChirpConvolution.At(j)] = sample * chirp[2 * j];
            work[ChirpConvolution.At(j) + Lanes] = sample * chirp[(2 * j) + 1];
        }

        _forward.Execute(work, _length);
        return work;
    }
}
