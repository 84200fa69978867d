using Bench.Recordings.Foreign;

namespace Bench.Bench.Tests.Recordings;

/// <summary>A folder that goes away with the test, and what the test opens in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("bench-recordings-").FullName;
    private readonly List<ForeignRecording> _open = [];

    public string File(string name) => Path.Combine(_path, name);

    /// <summary>Opens a file of any format, here or elsewhere, until the test is over.</summary>
    public ForeignRecording Open(string path)
    {
        ForeignRecording recording = ForeignFile.Open(path);
        _open.Add(recording);
        return recording;
    }

    public void Dispose()
    {
        _open.ForEach(recording => recording.Dispose());
        Directory.Delete(_path, recursive: true);
    }
}
