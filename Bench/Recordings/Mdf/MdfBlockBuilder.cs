using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Bench.Recordings.Mdf;

/// <summary>Builds linked MDF blocks in memory for one write at a known address of the file.</summary>
internal sealed class MdfBlockBuilder(long baseAddress)
{
    private static readonly XNamespace s_mdf = MdfLayout.XmlNamespace;

    private readonly List<byte> _bytes = [];

    /// <summary>What was built so far; valid until more is added.</summary>
    public ReadOnlySpan<byte> Bytes => CollectionsMarshal.AsSpan(_bytes);

    /// <summary>Adds bytes that are not a block (the identification).</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Leaves room for a block that comes later and returns its address.</summary>
    public long Reserve(int bytes)
    {
        long address = baseAddress + _bytes.Count;
        _bytes.AddRange(new byte[bytes]);
        return address;
    }

    /// <summary>Adds a block and returns its address.</summary>
    public long Block(string id, ReadOnlySpan<long> links, ReadOnlySpan<byte> data)
    {
        long address = baseAddress + _bytes.Count;
        int length = MdfLayout.BlockHeader + (links.Length * MdfLayout.Link) + data.Length;
        Span<byte> number = stackalloc byte[8];
        _bytes.AddRange(Encoding.ASCII.GetBytes(id));
        _bytes.AddRange(stackalloc byte[4]);
        BinaryPrimitives.WriteInt64LittleEndian(number, length);
        _bytes.AddRange(number);
        BinaryPrimitives.WriteInt64LittleEndian(number, links.Length);
        _bytes.AddRange(number);
        foreach (long link in links)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, link);
            _bytes.AddRange(number);
        }

        _bytes.AddRange(data);
        number.Clear();
        _bytes.AddRange(number[..(MdfLayout.Padded(length) - length)]);
        return address;
    }

    /// <summary>Sets a link of a block that was added before.</summary>
    public void SetLink(long block, int index, long target)
    {
        int offset = checked((int)(MdfLayout.LinkAddress(block, index) - baseAddress));
        BinaryPrimitives.WriteInt64LittleEndian(CollectionsMarshal.AsSpan(_bytes)[offset..], target);
    }

    /// <summary>Adds a text block; no block (address 0) for an empty text.</summary>
    public long Text(string text) => text.Length == 0 ? 0 : TextBlock("##TX", text);

    /// <summary>Adds an XML comment such as HDcomment: a text and named properties.</summary>
    public long Comment(string element, string text, params ReadOnlySpan<(string Name, string Value)> properties)
    {
        XElement common = new(s_mdf + "common_properties");
        foreach ((string name, string value) in properties)
        {
            common.Add(new XElement(s_mdf + "e", new XAttribute("name", name), Printable(value)));
        }

        XElement root = new(s_mdf + element, new XElement(s_mdf + "TX", Printable(text)), common);
        return TextBlock("##MD", root.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>Adds the comment that a file history block must have.</summary>
    public long ToolComment(string version)
    {
        XElement root = new(
            s_mdf + "FHcomment",
            new XElement(s_mdf + "TX", "recorded"),
            new XElement(s_mdf + "tool_id", "Bench"),
            new XElement(s_mdf + "tool_vendor", "Bench"),
            new XElement(s_mdf + "tool_version", version.Length == 0 ? "unknown" : Printable(version)));
        return TextBlock("##MD", root.ToString(SaveOptions.DisableFormatting));
    }

    private long TextBlock(string id, string text)
    {
        // Zero-terminated UTF-8, padded with zeros to a multiple of 8.
        int length = Encoding.UTF8.GetByteCount(text);
        byte[] data = new byte[MdfLayout.Padded(length + 1)];
        Encoding.UTF8.GetBytes(text, data);
        return Block(id, [], data);
    }

    // A device may put any character into a name; XML may not hold them all.
    private static string Printable(string text) =>
        text.All(XmlConvert.IsXmlChar)
            ? text
            : new string([.. text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD')]);
}
