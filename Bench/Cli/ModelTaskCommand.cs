using System.CommandLine;
using System.Diagnostics;
using Bench.ModelWork;

namespace Bench.Cli;

/// <summary>
/// <c>bench model task</c>, hidden: how <c>bench serve</c> does model work in a process of its own, so that it can take
/// neither memory nor cores from a test. The task comes as one line of JSON on standard input; each line of standard
/// output is a number of tests judged, the last one the result. The end of standard input stops it: it does not
/// outlive the server.
/// </summary>
internal static class ModelTaskCommand
{
    /// <summary>Tests between two reports.</summary>
    private const int Stride = 25;

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Command command = new("task", "For bench serve") { Hidden = true };
        command.SetAction((_, cancel) => Task.FromResult(Run(cancel)));
        return command;
    }

    private static int Run(CancellationToken cancel)
    {
        using (var self = Process.GetCurrentProcess())
        {
            self.PriorityClass = ProcessPriorityClass.BelowNormal;
        }

        ModelTask task = ModelJson.Read<ModelTask>(Console.In.ReadLine() ?? "null")
            ?? throw new UsageException("Expected a task on standard input.");
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Thread watch = new(() => StopAtEnd(stop)) { IsBackground = true };
        watch.Start();
        object result = task.Run(TimeProvider.System, new Counter(), stop.Token);
        Terminal.Plain(ModelJson.Write(result));
        return ExitCode.Pass;
    }

    private static void StopAtEnd(CancellationTokenSource stop)
    {
        try
        {
            while (Console.In.Read() >= 0)
            {
                // Nothing more is expected.
            }

            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was done before.
        }
    }

    private sealed class Counter : IProgress<int>
    {
        private readonly Lock _lock = new();

        public void Report(int value)
        {
            if (value % Stride == 0)
            {
                lock (_lock)
                {
                    Terminal.Plain(FormattableString.Invariant($"{value}"));
                }
            }
        }
    }
}
