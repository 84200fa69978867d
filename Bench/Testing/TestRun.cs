using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Judging;
using Bench.Models.Verdicts;
using Bench.Recordings;
using Bench.Results;

namespace Bench.Testing;

/// <summary>
/// One test of one motor, from the first sample to the stored verdict: acquire, record, check, analyse, judge, explain,
/// store. Read this first; every other part of the program is reached from here.
/// </summary>
internal sealed class TestRun
{
    private readonly TestSetup _setup;
    private readonly TimeProvider _time;

    /// <summary>Prepares a test.</summary>
    public TestRun(TestSetup setup, TimeProvider time)
    {
        _setup = setup;
        _time = time;
    }

    /// <summary>Tests one motor. Whatever happens after the first sample ends as a stored verdict.</summary>
    /// <exception cref="AcquisitionException">The source cannot be opened: no test has begun.</exception>
    /// <exception cref="RecordingException">The recording cannot be begun: no test has begun.</exception>
    /// <exception cref="IOException">The disk has no room for a cycle: no test has begun.</exception>
    public async Task<TestOutcome> ExecuteAsync(
        ISampleSource source, SerialNumber serialNumber, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        _setup.RequireDiskSpace();
        ImmutableArray<SourceChannel> channels =
            await source.OpenAsync(_setup.Recipe.Signals, cancel).ConfigureAwait(false);
        _setup.Folder.HoldReserve();
        RunStart start = _setup.Describe(serialNumber, _time.GetUtcNow());
        using RecordingWriter recording =
            RecordingWriter.Create(_setup.RecordingPath(start), _setup.Header(start), channels);
        _setup.Store.Begin(start);

        long began = _time.GetTimestamp();
        using RunEvidence evidence = new(_setup.Recipe, _setup.Analysis);
        evidence.Open(channels);
        try
        {
            await foreach (SampleBlock block in source.ReadBlocksAsync(cancel).ConfigureAwait(false))
            {
                using (block)
                {
                    recording.Append(block);
                    evidence.Take(block);
                }

                progress?.Report(At(evidence, serialNumber, verdict: null));
                if (evidence.Ended)
                {
                    break;
                }

                cancel.ThrowIfCancellationRequested();
            }

            recording.Finish();
        }
        catch (OperationCanceledException)
        {
            evidence.Note(CheckFinding.Aborted());
        }
        catch (Exception e) when (e is RecordingException or AcquisitionException)
        {
            // Where the disk is full, the verdict still finds room.
            _setup.Folder.ReleaseReserve();
            evidence.Note(CheckFinding.Stopped(e.Message));
        }

        evidence.Complete();
        Judgement judgement = Judge.Decide(
            evidence.Faults,
            evidence.Measurement,
            _setup.Baseline,
            _setup.Recipe.PartType.Name,
            _setup.Origin);
        TestResult result = _setup.Result(start, judgement, evidence.Measurement) with
        {
            DurationSeconds = _time.GetElapsedTime(began).TotalSeconds,
        };
        _setup.Store.Finish(result);
        progress?.Report(At(evidence, serialNumber, judgement.Verdict));
        return new TestOutcome(
            RecordingSeal.Put(result, recording, _setup.Store), evidence.Speed, evidence.OrderMaps());
    }

    private RunProgress At(RunEvidence evidence, SerialNumber serialNumber, Verdict? verdict) =>
        new(serialNumber, evidence.Seconds, _setup.Recipe.PartType.DurationSeconds, verdict);
}
