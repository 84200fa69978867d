namespace Bench.Analysis.Transforms;

/// <summary>
/// Eight real transforms one after the other, each signal copied out of the rows and its bins back into rows: the plain
/// twin of <see cref="EightSignalKernel"/>, and the way of lengths and processors which that one does not serve.
/// </summary>
internal sealed unsafe class SignalBySignalKernel(int length) : BatchKernel
{
    private const int Signals = RealFftBatch.Signals;

    private readonly RealKernel _kernel = RealKernels.Create(length);

    public override int ScratchLength => (2 * length) + 2 + _kernel.ScratchLength;

    public override void Forward(float* input, float* spectrum, float* scratch)
    {
        float* bins = scratch + length;
        for (int s = 0; s < Signals; s++)
        {
            CopyOut(input + s, scratch);
            _kernel.Forward(scratch, null, bins, bins + length + 2);
            for (int i = 0; i < 2 * ((length / 2) + 1); i++)
            {
                spectrum[(i * Signals) + s] = bins[i];
            }
        }
    }

    public override void Power(float* input, float* window, float* power, float* scratch)
    {
        float* bins = scratch + length;
        for (int s = 0; s < Signals; s++)
        {
            CopyOut(input + s, scratch);
            _kernel.Power(scratch, window, bins, bins + length + 2);
            for (int i = 0; i <= length / 2; i++)
            {
                power[(i * Signals) + s] = bins[i];
            }
        }
    }

    private void CopyOut(float* input, float* signal)
    {
        for (int i = 0; i < length; i++)
        {
            signal[i] = input[i * Signals];
        }
    }
}
