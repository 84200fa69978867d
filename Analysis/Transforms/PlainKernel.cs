using System.Numerics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Any real transform by way of <see cref="ComplexFft"/> in double precision: the plain twin of the fast kernels.
/// </summary>
internal sealed unsafe class PlainKernel(int length) : RealKernel
{
    private const int FloatsPerComplex = 4;

    private readonly ComplexFft _fft = new(length);

    public override int ScratchLength => FloatsPerComplex * ((2 * length) + _fft.ScratchLength);

    public override void Forward(float* input, float* window, float* spectrum, float* scratch)
    {
        Span<Complex> bins = Transform(input, window, scratch);
        for (int k = 0; k <= length / 2; k++)
        {
            spectrum[2 * k] = (float)bins[k].Real;
            spectrum[(2 * k) + 1] = k == 0 || 2 * k == length ? 0 : (float)bins[k].Imaginary;
        }
    }

    public override void Power(float* input, float* window, float* power, float* scratch)
    {
        Span<Complex> bins = Transform(input, window, scratch);
        for (int k = 0; k <= length / 2; k++)
        {
            double re = bins[k].Real;
            double im = bins[k].Imaginary;
            power[k] = (float)((re * re) + (im * im));
        }
    }

    public override void Inverse(float* spectrum, float* output, float* scratch)
    {
        Span<Complex> all = Work(scratch);
        Span<Complex> bins = all[..length];
        bins[0] = spectrum[0];
        for (int k = 1; k <= length / 2; k++)
        {
            double imaginary = 2 * k == length ? 0 : spectrum[(2 * k) + 1];
            bins[k] = new Complex(spectrum[2 * k], imaginary);
            bins[length - k] = Complex.Conjugate(bins[k]);
        }

        Span<Complex> time = all.Slice(length, length);
        _fft.Inverse(bins, time, all[(2 * length)..]);
        for (int i = 0; i < length; i++)
        {
            output[i] = (float)time[i].Real;
        }
    }

    private Span<Complex> Transform(float* input, float* window, float* scratch)
    {
        Span<Complex> all = Work(scratch);
        Span<Complex> time = all[..length];
        for (int i = 0; i < length; i++)
        {
            time[i] = window == null ? input[i] : (double)input[i] * window[i];
        }

        Span<Complex> bins = all.Slice(length, length);
        _fft.Forward(time, bins, all[(2 * length)..]);
        return bins;
    }

    private Span<Complex> Work(float* scratch) => new(scratch, ScratchLength / FloatsPerComplex);
}
