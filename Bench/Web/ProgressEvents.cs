using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Bench.Web.Signals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bench.Web;

/// <summary>
/// Work that takes seconds, answered as server-sent events: <c>progress</c> while it lasts, then <c>result</c>, or
/// <c>problem</c> with problem details. Whoever closes the connection has stopped the work.
/// </summary>
internal static class ProgressEvents
{
    /// <summary>Does the work and tells how far it is.</summary>
    public static ServerSentEventsResult<string> Run<T>(
        HeavyWork heavy, Func<IProgress<WorkProgress>, CancellationToken, T> work, HttpContext context) =>
        TypedResults.ServerSentEvents(EventsAsync(heavy, work, context.RequestAborted));

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync<T>(
        HeavyWork heavy,
        Func<IProgress<WorkProgress>, CancellationToken, T> work,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        // Room for one: a slow reader loses progress, never the end.
        var events = Channel.CreateBounded<SseItem<string>>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        Task working = WorkAsync(heavy, work, events.Writer, cancel);
        await foreach (SseItem<string> item in events.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            yield return item;
        }

        await working.ConfigureAwait(false);
    }

    private static async Task WorkAsync<T>(
        HeavyWork heavy,
        Func<IProgress<WorkProgress>, CancellationToken, T> work,
        ChannelWriter<SseItem<string>> events,
        CancellationToken cancel)
    {
        try
        {
            Told told = new(progress => events.TryWrite(Item("progress", progress)));
            T result = await heavy.RunAloneAsync(stop => work(told, stop), cancel).ConfigureAwait(false);
            events.TryWrite(Item("result", result));
        }
        catch (Exception e)
        {
            (int status, string title, string detail) = Problems.Describe(e);
            events.TryWrite(Item("problem", new { status, title, detail }));
        }
        finally
        {
            events.Complete();
        }
    }

    private static SseItem<string> Item<T>(string kind, T value) =>
        new(JsonSerializer.Serialize(value, WebJson.Options), kind);

    private sealed class Told(Action<WorkProgress> tell) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => tell(value);
    }
}

/// <summary>How far work is.</summary>
/// <param name="Done">What is done.</param>
/// <param name="Of">All of it.</param>
internal readonly record struct WorkProgress(int Done, int Of)
{
    /// <summary>Counts on towards a total.</summary>
    public static IProgress<int> Counting(IProgress<WorkProgress> progress, int of) => new Counter(progress, of);

    private sealed class Counter(IProgress<WorkProgress> progress, int of) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new WorkProgress(value, of));
    }
}
