using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Testing;

/// <summary>
/// What has been judged again so far, a line of JSON for each test, written at once: after a kill only the tests that
/// were in progress are judged anew. The first line says by what; a journal of anything else is begun afresh.
/// </summary>
internal sealed class RejudgeJournal : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly ConcurrentDictionary<string, RejudgedRun> _runs = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly StreamWriter _writer;

    private RejudgeJournal(string path, string key)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines is [string first, .. string[] rest] && first == key)
        {
            Resume(rest);
        }

        // Written anew from what could be read: a line that a kill cut off is gone.
        FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        _writer = new StreamWriter(stream) { AutoFlush = true };
        _writer.WriteLine(key);
        foreach (RejudgedRun run in _runs.Values)
        {
            _writer.WriteLine(JsonSerializer.Serialize(run, s_json));
        }

        Resumed = _runs.Count;
    }

    /// <summary>How many tests an earlier call had judged.</summary>
    public int Resumed { get; }

    /// <summary>Opens or begins a journal.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What judges: baseline, recipe, version.</param>
    public static RejudgeJournal Open(string path, string key) => new(Path.GetFullPath(path), key);

    /// <summary>Whether a test has been judged.</summary>
    public bool Has(string id) => _runs.ContainsKey(id);

    /// <summary>A test that has been judged.</summary>
    public RejudgedRun Get(string id) => _runs[id];

    /// <summary>Takes a test that has been judged.</summary>
    public void Add(RejudgedRun run)
    {
        _runs[run.Id] = run;
        string line = JsonSerializer.Serialize(run, s_json);
        lock (_lock)
        {
            _writer.WriteLine(line);
        }
    }

    /// <summary>All is done: the file is not needed any more.</summary>
    public void Discard()
    {
        _writer.Dispose();
        File.Delete(_path);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Resume(string[] lines)
    {
        foreach (string line in lines)
        {
            try
            {
                if (JsonSerializer.Deserialize<RejudgedRun>(line, s_json) is { Id: not null } run)
                {
                    _runs[run.Id] = run;
                }
            }
            catch (JsonException)
            {
                // Cut off by a kill: this test is judged again.
            }
        }
    }
}
