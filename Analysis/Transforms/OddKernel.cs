namespace Bench.Analysis.Transforms;

/// <summary>
/// The real transform of an odd length of factors 3 and 5 in plain single-precision arithmetic: a complex transform of
/// the samples with imaginary parts zero.
/// </summary>
internal sealed unsafe class OddKernel(int length) : RealKernel
{
    private readonly LaneFft<OneLane, float> _fft = new(length);

    public override int ScratchLength => 4 * length;

    /// <summary>Whether the length suits this kernel.</summary>
    public static bool Does(int length) => length % 2 == 1 && Smooth.Is(length);

    public override void Forward(float* input, float* window, float* spectrum, float* scratch)
    {
        Transform(input, window, scratch);
        float* bins = scratch + (2 * length);
        for (int i = 0; i <= length; i++)
        {
            spectrum[i] = bins[i];
        }

        spectrum[1] = 0;
    }

    public override void Power(float* input, float* window, float* power, float* scratch)
    {
        Transform(input, window, scratch);
        float* bins = scratch + (2 * length);
        for (int k = 0; k <= length / 2; k++)
        {
            power[k] = (bins[2 * k] * bins[2 * k]) + (bins[(2 * k) + 1] * bins[(2 * k) + 1]);
        }
    }

    // Bin k goes to place N − k: the forward transform is then the inverse one.
    public override void Inverse(float* spectrum, float* output, float* scratch)
    {
        float scale = 1f / length;
        scratch[0] = scale * spectrum[0];
        scratch[1] = 0;
        for (int k = 1; k <= length / 2; k++)
        {
            float re = scale * spectrum[2 * k];
            float im = scale * spectrum[(2 * k) + 1];
            scratch[2 * (length - k)] = re;
            scratch[(2 * (length - k)) + 1] = im;
            scratch[2 * k] = re;
            scratch[(2 * k) + 1] = -im;
        }

        float* time = scratch + (2 * length);
        _fft.Forward(scratch, time);
        for (int i = 0; i < length; i++)
        {
            output[i] = time[2 * i];
        }

        GC.KeepAlive(this);
    }

    private void Transform(float* input, float* window, float* scratch)
    {
        for (int i = 0; i < length; i++)
        {
            scratch[2 * i] = window == null ? input[i] : input[i] * window[i];
            scratch[(2 * i) + 1] = 0;
        }

        _fft.Forward(scratch, scratch + (2 * length));
        GC.KeepAlive(this);
    }
}
