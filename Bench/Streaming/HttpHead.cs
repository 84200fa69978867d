using System.Buffers;
using System.Text;

namespace Bench.Streaming;

/// <summary>
/// First line and header fields of an HTTP/1.1 request or answer: as much of HTTP as the upgrade needs.
/// </summary>
public sealed class HttpHead
{
    /// <summary>Largest head that is accepted; the public peers send about 200 bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    private HttpHead(string[] firstLine) => FirstLine = firstLine;

    /// <summary>The three parts of the first line: method, target, version; or version, status, reason.</summary>
    public IReadOnlyList<string> FirstLine { get; }

    /// <summary>Value of a field; empty where it is missing.</summary>
    public string this[string field] => _fields.GetValueOrDefault(field, "");

    /// <summary>Whether a comma-separated field has a value, whatever the case of its letters.</summary>
    public bool Has(string field, string value) => this[field]
        .Split(',', StringSplitOptions.TrimEntries)
        .Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Length of the body that follows.</summary>
    /// <exception cref="StreamingException">The field is not a length, or above <paramref name="most"/>.</exception>
    public int ContentLength(int most)
    {
        string text = this["Content-Length"];
        if (text.Length == 0)
        {
            return 0;
        }

        return int.TryParse(text, out int length) && length >= 0 && length <= most
            ? length
            : throw new StreamingException($"HTTP: Content-Length is \"{text}\", expected 0-{most}.");
    }

    /// <summary>Reads a head and cuts it off the buffer; false while it is incomplete.</summary>
    /// <exception cref="StreamingException">Not HTTP, or too long.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out HttpHead? head)
    {
        head = null;
        var reader = new SequenceReader<byte>(buffer.Length > MaxBytes ? buffer.Slice(0, MaxBytes) : buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> text, "\r\n\r\n"u8))
        {
            CheckBeginning(buffer);
            return false;
        }

        head = Parse(Encoding.Latin1.GetString(text));
        buffer = buffer.Slice(reader.Position);
        return true;
    }

    /// <summary>Refuses as early as possible what cannot become a head: too long, or not text.</summary>
    private static void CheckBeginning(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length >= MaxBytes)
        {
            throw new StreamingException($"HTTP: the head is longer than {MaxBytes} bytes.");
        }

        if (!buffer.IsEmpty && buffer.FirstSpan is [var first, ..] && !char.IsAsciiLetterUpper((char)first))
        {
            throw new StreamingException(
                $"HTTP: the head starts with the byte 0x{first:X2}, expected a capital letter.");
        }
    }

    private static HttpHead Parse(string text)
    {
        string[] lines = text.Split("\r\n");
        string[] firstLine = lines[0].Split(' ', 3);
        if (firstLine.Length < 2)
        {
            throw new StreamingException($"HTTP: the first line is \"{Shorten(lines[0])}\", expected three words.");
        }

        var head = new HttpHead(firstLine);
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
            {
                throw new StreamingException($"HTTP: the line \"{Shorten(line)}\" is not a header field.");
            }

            head._fields[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return head;
    }

    private static string Shorten(string line) => line.Length <= 60 ? line : line[..60] + "…";
}
