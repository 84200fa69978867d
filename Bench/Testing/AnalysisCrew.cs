using System.Runtime.ExceptionServices;
using Bench.Analysis.Metrics;

namespace Bench.Testing;

/// <summary>
/// Feeds the parts of one run's analysis: the first on the caller's thread, each further one on a thread of its own.
/// </summary>
/// <remarks>
/// Blocks are copied once into a ring of slots that all threads read; each works through them in order, so that the
/// result does not depend on who is ahead. Where a thread lags by the whole ring the caller waits for it. With one part
/// there is neither ring nor thread. Nothing is allocated once every slot has been used.
/// </remarks>
internal sealed class AnalysisCrew : IDisposable
{
    // A second of nine channels in blocks of 10 ms would be 900: long enough that nobody waits for a stumble.
    private const int Slots = 512;

    // So many slots are worked through between two looks at the others.
    private const int SlotsAtOnce = 32;

    private readonly AnalysisSession _session;
    private readonly Slot[] _slots;
    private readonly Thread[] _threads;
    private readonly object _gate = new();
    private readonly long[] _done;
    private long _filled;
    private bool _isEnded;
    private bool _isAbandoned;
    private Exception? _failure;

    /// <summary>Starts the threads that the session's parts need.</summary>
    public AnalysisCrew(AnalysisSession session)
    {
        _session = session;
        _done = new long[session.Parts.Length - 1];
        _slots = [.. Enumerable.Range(0, _done.Length > 0 ? Slots : 0).Select(_ => new Slot())];
        _threads = [.. Enumerable.Range(0, _done.Length).Select(Start)];
    }

    /// <summary>Takes the next samples of a channel.</summary>
    public void Process(int channel, ReadOnlySpan<float> samples)
    {
        if (_threads.Length > 0)
        {
            Share(channel, samples);
        }

        _session.Parts[0].Process(channel, samples);
    }

    /// <summary>Waits until all parts have taken all samples and reads the results.</summary>
    public Measurement Complete()
    {
        End();
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return _session.Complete();
    }

    /// <summary>Ends the threads, whatever they still have to do.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isAbandoned = true;
        }

        End();
    }

    private void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            Monitor.PulseAll(_gate);
        }

        // What is left of the first part is done meanwhile.
        if (!_isAbandoned)
        {
            _session.Parts[0].Complete();
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Share(int channel, ReadOnlySpan<float> samples)
    {
        lock (_gate)
        {
            while (_filled - _done.Min() == Slots)
            {
                Monitor.Wait(_gate);
            }
        }

        _slots[_filled % Slots].Fill(channel, samples);
        lock (_gate)
        {
            _filled++;
            Monitor.PulseAll(_gate);
        }
    }

    private Thread Start(int worker)
    {
        Thread thread = new(() => Work(worker)) { IsBackground = true, Name = $"analysis {worker + 2}" };
        thread.Start();
        return thread;
    }

    private void Work(int worker)
    {
        try
        {
            AnalysisPart part = _session.Parts[worker + 1];
            while (Next(worker) is var end && end > _done[worker])
            {
                for (long slot = _done[worker]; slot < end; slot++)
                {
                    _slots[slot % Slots].FeedTo(part);
                }

                Report(worker, end);
            }

            part.Complete();
        }
        catch (Exception e)
        {
            // The caller is told at the end, and does not wait for this thread until then.
            _failure = e;
            Report(worker, long.MaxValue);
        }
    }

    // End of the slots to work through next; the present place where there are no more.
    private long Next(int worker)
    {
        lock (_gate)
        {
            while (_filled == _done[worker] && !_isEnded)
            {
                Monitor.Wait(_gate);
            }

            return _isAbandoned ? _done[worker] : Math.Min(_filled, _done[worker] + SlotsAtOnce);
        }
    }

    private void Report(int worker, long done)
    {
        lock (_gate)
        {
            _done[worker] = done;
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class Slot
    {
        private float[] _samples = [];
        private int _channel;
        private int _count;

        public void Fill(int channel, ReadOnlySpan<float> samples)
        {
            if (_samples.Length < samples.Length)
            {
                _samples = new float[samples.Length];
            }

            samples.CopyTo(_samples);
            _channel = channel;
            _count = samples.Length;
        }

        public void FeedTo(AnalysisPart part) => part.Process(_channel, _samples.AsSpan(0, _count));
    }
}
