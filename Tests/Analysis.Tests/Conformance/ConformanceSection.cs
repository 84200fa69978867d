namespace Bench.Analysis.Tests.Conformance;

/// <summary>All rows of one source, computed once and only when asked for.</summary>
internal sealed class ConformanceSection
{
    private readonly ConformanceVectors _vectors = new();
    private readonly Lazy<IReadOnlyList<ConformanceRow>> _rows;

    /// <summary>Names a section.</summary>
    /// <param name="title">Standard or publication with its edition.</param>
    /// <param name="note">What an engineer has to know of the comparison.</param>
    /// <param name="rows">Computes the rows.</param>
    public ConformanceSection(string title, string note, Func<ConformanceVectors, IEnumerable<ConformanceRow>> rows)
    {
        Title = title;
        Note = note;
        _rows = new(() => [.. rows(_vectors)]);
    }

    /// <summary>Names a section that needs no files.</summary>
    public ConformanceSection(string title, string note, Func<IEnumerable<ConformanceRow>> rows)
        : this(title, note, _ => rows())
    {
    }

    public string Title { get; }

    public string Note { get; }

    public IReadOnlyList<ConformanceRow> Rows => _rows.Value;

    /// <summary>The vectors that the rows were made with.</summary>
    public IEnumerable<string> Files => _vectors.Used;
}
