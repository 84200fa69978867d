using System.Collections.Concurrent;

namespace Bench.Acquisition;

/// <summary>Blocks that are used again, buffers included: in steady state nothing is allocated. Thread-safe.</summary>
internal sealed class SampleBlockPool
{
    private readonly ConcurrentQueue<SampleBlock> _free = new();
    private readonly Action<SampleBlock> _return;
    private readonly int _mostFree;

    /// <param name="mostFree">Blocks beyond these are left to the garbage collector.</param>
    public SampleBlockPool(int mostFree)
    {
        _mostFree = mostFree;
        _return = Return;
    }

    public SampleBlock Rent()
    {
        if (!_free.TryDequeue(out SampleBlock? block))
        {
            block = new SampleBlock();
        }

        block.OnDispose(_return);
        return block;
    }

    private void Return(SampleBlock block)
    {
        if (_free.Count < _mostFree)
        {
            _free.Enqueue(block);
        }
        else
        {
            block.Dispose();
        }
    }
}
