using System.Buffers.Binary;
using System.Text;

namespace Bench.Recordings.Mdf;

/// <summary>
/// Reads blocks by their address with every length checked against the file. A block that lies behind the end of the
/// file, or was never written, is absent (the file was cut off); one that contradicts itself is an error.
/// </summary>
internal sealed class MdfBlocks(FileBytes file)
{
    // A description larger than this is not one.
    private const long LargestDescription = 64 << 20;

    // Many channels may share one text: each is read once.
    private readonly Dictionary<long, string> _texts = [];
    private readonly Dictionary<long, MdfComment> _comments = [];

    public long Length => file.Length;

    /// <summary>Whether something was asked for so far that lies behind the end of the file.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Id and length of a block; null where it is absent.</summary>
    public (string Id, long Length, long Links)? Peek(long address)
    {
        if (address < MdfLayout.HeaderAddress || address > Length - MdfLayout.BlockHeader)
        {
            IsCutOff |= address > Length - MdfLayout.BlockHeader;
            return null;
        }

        Span<byte> head = stackalloc byte[MdfLayout.BlockHeader];
        ReadAt(address, head);
        if (!head.ContainsAnyExcept((byte)0))
        {
            return null;
        }

        string id = Encoding.Latin1.GetString(head[..4]);
        long blockLength = BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
        long links = BinaryPrimitives.ReadInt64LittleEndian(head[16..]);
        if (!id.StartsWith("##", StringComparison.Ordinal)
            || blockLength < MdfLayout.BlockHeader
            || links < 0
            || links > (blockLength - MdfLayout.BlockHeader) / MdfLayout.Link)
        {
            throw new RecordingException($"there is no valid block at byte {address}");
        }

        return (id, blockLength, links);
    }

    /// <summary>Id and length of what may be a block; null where there is none.</summary>
    public (string Id, long Length, long Links)? PeekAny(long address)
    {
        try
        {
            return address <= Length - MdfLayout.BlockHeader ? Peek(address) : null;
        }
        catch (RecordingException)
        {
            return null;
        }
    }

    /// <summary>Reads a block of a known kind; null where the link is nil or the block is absent.</summary>
    public MdfBlock? Read(long address, params ReadOnlySpan<string> ids)
    {
        if (address == 0 || Peek(address) is not (string id, _, _))
        {
            return null;
        }

        if (!ids.Contains(id))
        {
            throw new RecordingException(
                $"the block at byte {address} is {Printable(id)}, expected {string.Join(" or ", ids)}");
        }

        return ReadAny(address);
    }

    /// <summary>Reads a block of any kind; null where it is absent.</summary>
    public MdfBlock? ReadAny(long address)
    {
        if (Peek(address) is not (string id, long blockLength, long links))
        {
            return null;
        }

        if (blockLength > Length - address)
        {
            IsCutOff = true;
            return null;
        }

        if (blockLength > LargestDescription)
        {
            throw new RecordingException($"the block {id} at byte {address} claims {blockLength} bytes");
        }

        byte[] bytes = new byte[blockLength - MdfLayout.BlockHeader];
        ReadAt(address + MdfLayout.BlockHeader, bytes);
        return new MdfBlock(id, address, bytes, (int)links);
    }

    /// <summary>The text of a TX or MD block; empty for none.</summary>
    public string Text(long address)
    {
        if (!_texts.TryGetValue(address, out string? text))
        {
            text = Read(address, "##TX", "##MD")?.Text() ?? "";
            _texts.Add(address, text);
        }

        return text;
    }

    /// <summary>The properties of an XML comment.</summary>
    public MdfComment Comment(long address)
    {
        if (!_comments.TryGetValue(address, out MdfComment? comment))
        {
            comment = MdfComment.Parse(Text(address));
            _comments.Add(address, comment);
        }

        return comment;
    }

    /// <summary>Reads bytes that are known to lie in the file.</summary>
    public void ReadAt(long address, Span<byte> target) => file.Read(address, target);

    private static string Printable(string id) =>
        new([.. id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '#' ? c : '?')]);
}
