namespace Bench.Recordings.Foreign;

/// <summary>Reads lines that were looked at beforehand, then the rest of their text.</summary>
internal sealed class ReplayReader(IReadOnlyList<string> lines, TextReader rest) : TextReader
{
    private readonly StringReader _lines = new(string.Concat(lines.Select(line => line + "\n")));

    public override int Peek() => _lines.Peek() is int c and >= 0 ? c : rest.Peek();

    public override int Read() => _lines.Read() is int c and >= 0 ? c : rest.Read();

    public override int Read(char[] buffer, int index, int count)
    {
        int read = _lines.Read(buffer, index, count);
        return read > 0 ? read : rest.Read(buffer, index, count);
    }

    public override string? ReadLine() => _lines.ReadLine() ?? rest.ReadLine();

    protected override void Dispose(bool disposing)
    {
        _lines.Dispose();
        base.Dispose(disposing);
    }
}
