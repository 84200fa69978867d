namespace Bench.Acquisition;

/// <summary>
/// Blocks that are used again, buffers included: in steady state nothing is allocated. The one given back last is
/// handed out first, because it may still be in the cache. Thread-safe.
/// </summary>
internal sealed class SampleBlockPool
{
    private readonly Lock _gate = new();
    private readonly Action<SampleBlock> _return;
    private readonly SampleBlock[] _free;
    private int _count;

    /// <param name="mostFree">Blocks beyond these are left to the garbage collector.</param>
    public SampleBlockPool(int mostFree)
    {
        _free = new SampleBlock[mostFree];
        _return = Return;
    }

    public SampleBlock Rent()
    {
        SampleBlock? block = null;
        lock (_gate)
        {
            if (_count > 0)
            {
                block = _free[--_count];
            }
        }

        block ??= new SampleBlock();
        block.OnDispose(_return);
        return block;
    }

    private void Return(SampleBlock block)
    {
        lock (_gate)
        {
            if (_count < _free.Length)
            {
                _free[_count++] = block;
                return;
            }
        }

        block.Dispose();
    }
}
