namespace Bench.Tests.Shared;

/// <summary>A folder of its own for one test, gone afterwards. Its name has a space and accents on purpose.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public TemporaryFolder() => Directory.CreateDirectory(Root);

    /// <summary>Full path.</summary>
    public string Root { get; } =
        Path.Combine(Path.GetTempPath(), "bench é test " + Guid.NewGuid().ToString("N")[..12]);

    /// <summary>Full path of something in the folder.</summary>
    public string File(string name) => Path.Combine(Root, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
