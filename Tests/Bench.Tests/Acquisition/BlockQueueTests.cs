using Bench.Acquisition;

namespace Bench.Bench.Tests.Acquisition;

public sealed class BlockQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4)]
    [InlineData(3000)]
    public async Task Every_block_comes_through_once_and_in_order_whoever_waits_for_whom(int queueBlocks)
    {
        const int Blocks = 100_000;
        BlockQueue queue = new(new OpenDaqOptions { QueueBlocks = queueBlocks });
        Task writing = Task.Run(
            async () =>
            {
                for (int i = 0; i < Blocks; i++)
                {
                    await queue.WaitForRoomAsync(Cancel);
                    queue.Add(Block(i));
                }

                queue.Complete();
            },
            Cancel);

        int expected = 0;
        await foreach (SampleBlock block in queue.ReadAllAsync(Cancel))
        {
            Assert.Equal(expected++, block.FirstIndex);
        }

        await writing;
        Assert.Equal(Blocks, expected);
    }

    [Fact]
    public async Task A_reader_that_waits_can_be_cancelled()
    {
        BlockQueue queue = new(new OpenDaqOptions());
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using IAsyncEnumerator<SampleBlock> blocks =
            queue.ReadAllAsync(stop.Token).GetAsyncEnumerator(Cancel);
        Task<bool> next = blocks.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task A_writer_that_waits_goes_on_when_nobody_reads_any_more()
    {
        BlockQueue queue = new(new OpenDaqOptions { QueueBlocks = 1 });
        using SampleBlock only = Block(0);
        queue.Add(only);
        Task waiting = queue.WaitForRoomAsync(Cancel).AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.True(queue.IsWaiting);
        queue.Stop();
        await waiting;
        Assert.False(queue.IsWaiting);
    }

    private static SampleBlock Block(int index)
    {
        SampleBlock block = new();
        block.SetSamples(0, index, index, 1, 4);
        return block;
    }
}
