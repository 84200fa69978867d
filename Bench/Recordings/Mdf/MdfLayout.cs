namespace Bench.Recordings.Mdf;

/// <summary>Addresses and sizes of the MDF 4.11 blocks that are patched or read in place (ASAM MDF 4.1).</summary>
internal static class MdfLayout
{
    /// <summary>Id, reserved, length, link count: what every block starts with.</summary>
    public const int BlockHeader = 24;

    /// <summary>Size of the identification block at the start of the file.</summary>
    public const int Identification = 64;

    /// <summary>The header block follows the identification block.</summary>
    public const long HeaderAddress = 64;

    /// <summary>Size of a link.</summary>
    public const int Link = 8;

    /// <summary>Size of a data list of one block: header, two links, flags and count, one offset.</summary>
    public const int DataListOfOne = BlockHeader + (2 * Link) + 16;

    /// <summary>Offset of the cycle count in a channel group: behind six links and the record id.</summary>
    public const int CycleCount = BlockHeader + (6 * Link) + 8;

    /// <summary>Namespace of the XML comments.</summary>
    public const string XmlNamespace = "http://www.asam.net/mdf/v4";

    /// <summary>Where link <paramref name="index"/> of the block at <paramref name="block"/> lies.</summary>
    public static long LinkAddress(long block, int index) => block + BlockHeader + (index * Link);

    /// <summary>Blocks start at multiples of 8.</summary>
    public static int Padded(int length) => (length + 7) & ~7;
}
