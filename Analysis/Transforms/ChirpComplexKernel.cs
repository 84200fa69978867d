using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The complex transform of a length with other prime factors than 2, 3 and 5 as a convolution in double precision.
/// </summary>
internal sealed unsafe class ChirpComplexKernel(int length) : ComplexKernel
{
    private const int DoubleFloats = 2;
    private const int Lanes = 4;

    private readonly ChirpConvolution _convolution = new(length, length, length);

    public override int ScratchLength => (DoubleFloats * _convolution.ScratchLength) + 1;

    public override void Forward(float* input, float* spectrum, float* scratch) =>
        Transform(input, 0, 1, spectrum, scratch);

    public override void Inverse(float* spectrum, float* output, float* scratch) =>
        Transform(spectrum, 1, 1.0 / length, output, scratch);

    // The real part stands first, or, exchanged for the inverse transform, second.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(float* input, nint first, double scale, float* output, float* scratch)
    {
        double* work = AlignedTable<double>.Align((double*)scratch);
        double* chirp = _convolution.Chirp;
        nint second = 1 - first;
        for (nint j = 0; j < length; j++)
        {
            (double re, double im) = (input[(2 * j) + first], input[(2 * j) + second]);
            work[ChirpConvolution.At(j)] = (re * chirp[2 * j]) - (im * chirp[(2 * j) + 1]);
            work[ChirpConvolution.At(j) + Lanes] = (re * chirp[(2 * j) + 1]) + (im * chirp[2 * j]);
        }

        _convolution.Execute(work, length);
        for (nint k = 0; k < length; k++)
        {
            double im = scale * work[ChirpConvolution.At(k)];
            double re = scale * work[ChirpConvolution.At(k) + Lanes];
            output[(2 * k) + first] = (float)((re * chirp[2 * k]) - (im * chirp[(2 * k) + 1]));
            output[(2 * k) + second] = (float)((re * chirp[(2 * k) + 1]) + (im * chirp[2 * k]));
        }

        GC.KeepAlive(this);
    }
}
