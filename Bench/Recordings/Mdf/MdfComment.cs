using System.Globalization;
using System.Xml;

namespace Bench.Recordings.Mdf;

/// <summary>What an XML comment says: a text and named properties. A comment that is not XML is all text.</summary>
internal sealed class MdfComment
{
    private readonly Dictionary<string, string> _properties = [];

    public string Text { get; private init; } = "";

    /// <summary>Reads a comment; it never fails, for a comment is no reason to refuse a recording.</summary>
    public static MdfComment Parse(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("<"))
        {
            return new MdfComment { Text = text };
        }

        try
        {
            // No document type: no entities, nothing is fetched, nothing expands.
            XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using StringReader source = new(text);
            using XmlReader reader = XmlReader.Create(source, settings);
            return FromXml(reader);
        }
        catch (XmlException)
        {
            return new MdfComment { Text = text };
        }
    }

    public string Property(string name) => _properties.GetValueOrDefault(name, "");

    public long? Number(string name) =>
        long.TryParse(Property(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : null;

    public double? Real(string name) =>
        double.TryParse(Property(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : null;

    private static MdfComment FromXml(XmlReader reader)
    {
        // Read forward only: the depth of the elements costs no stack.
        string text = "";
        Dictionary<string, string> properties = [];
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.IsEmptyElement)
            {
                continue;
            }

            if (reader.LocalName == "TX" && reader.Depth == 1)
            {
                text = Content(reader);
            }
            else if (reader.LocalName == "e" && reader.GetAttribute("name") is string name)
            {
                properties[name] = Content(reader);
            }
        }

        MdfComment comment = new() { Text = text };
        foreach ((string name, string value) in properties)
        {
            comment._properties[name] = value;
        }

        return comment;
    }

    private static string Content(XmlReader reader)
    {
        string text = "";
        int depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace)
            {
                text += reader.Value;
            }
        }

        return text;
    }
}
