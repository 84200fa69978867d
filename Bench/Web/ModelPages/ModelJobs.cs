using System.Collections.Immutable;
using System.Text.Json;
using Bench.ModelWork;
using Bench.Web.Live;
using Bench.Web.Security;

namespace Bench.Web.ModelPages;

/// <summary>
/// Model work in the background, one piece at a time, each in a process of its own: below the station's priority, on
/// one core, with bounded memory. What it needs too much of is its own loss, never a test's. The newest pieces stay to
/// be looked at until the program ends; what they made (candidates, gate reports) stays in the data folder.
/// </summary>
internal sealed class ModelJobs(AuditTrail audit, TimeProvider time) : IDisposable
{
    private const int MostKept = 20;

    private readonly Lock _lock = new();
    private ImmutableArray<ModelJob> _jobs = [];
    private ModelProcess? _process;

    /// <summary>The end of the job that runs; at once where none does.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    /// <summary>All that are kept, newest first, without their results.</summary>
    public ImmutableArray<ModelJob> List() => [.. _jobs.Select(job => job with { Result = null })];

    /// <summary>One of them, with its result.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that id.</exception>
    public ModelJob Find(string id) => _jobs.FirstOrDefault(job => job.Id == id)
        ?? throw new KeyNotFoundException("There is no such job: they are kept until the program ends.");

    /// <summary>Begins a piece of work.</summary>
    /// <param name="task">The work.</param>
    /// <param name="partType">Its part type.</param>
    /// <param name="tests">Tests of the history, about.</param>
    /// <exception cref="StationRefusalException">Another one runs.</exception>
    public ModelJob Start(ModelTask task, string partType, long tests)
    {
        lock (_lock)
        {
            if (_process is not null)
            {
                throw new StationRefusalException("Other model work runs: wait for its end, or cancel it.");
            }

            string kind = JsonNamingPolicy.CamelCase.ConvertName(task.Kind.ToString());
            ModelJob job = new(
                Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
                kind,
                partType,
                task.BaselineId,
                task.Author,
                WebTime.Text(time.GetUtcNow()),
                null,
                ModelJob.Running,
                0,
                tests,
                null,
                null);
            _process = ModelProcess.Start(task);
            _jobs = [job, .. _jobs.Take(MostKept - 1)];
            Finished = FollowAsync(job.Id, _process);
            audit.Note(new AuditNote(
                task.Author,
                $"model-{kind}-started",
                $"model/{partType}",
                null,
                new { job.Id, task.BaselineId, task.OtherId, task.Query, task.Accepted, task.Note }));
            return job;
        }
    }

    /// <summary>Stops a job; nothing happens where it has ended.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that id.</exception>
    public void Cancel(string id, string by)
    {
        ModelJob job = Find(id);
        lock (_lock)
        {
            if (job.EndedAt is not null || _process is null)
            {
                return;
            }

            _process.Stop();
        }

        audit.Note(new AuditNote(
            by, $"model-{job.Kind}-cancelled", $"model/{job.PartType}", null, new { job.Id, job.BaselineId }));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _process?.Stop();
            _process?.Dispose();
        }
    }

    private async Task FollowAsync(string id, ModelProcess process)
    {
        ModelOutcome outcome = await process
            .RunAsync(judged => Change(id, job => job with { Judged = judged }))
            .ConfigureAwait(false);
        Change(id, job => job with
        {
            EndedAt = WebTime.Text(time.GetUtcNow()),
            State = outcome.State,
            Error = outcome.Error,
            Result = outcome.Result,
        });
        lock (_lock)
        {
            _process = null;
        }

        process.Dispose();
    }

    private void Change(string id, Func<ModelJob, ModelJob> change)
    {
        lock (_lock)
        {
            _jobs = [.. _jobs.Select(job => job.Id == id ? change(job) : job)];
        }
    }
}
