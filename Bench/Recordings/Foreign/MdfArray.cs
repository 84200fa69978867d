using System.Buffers.Binary;
using System.Globalization;
using Bench.Recordings.Mdf;

namespace Bench.Recordings.Foreign;

/// <summary>
/// An array of numbers of fixed size within every record (ASAM MDF 4.1, CA block with the storage "CN template"): each
/// element is a channel, named "name[0]", "name[1][2]".
/// </summary>
internal sealed class MdfArray
{
    private const int MostElements = 4096;
    private const uint ColumnMajor = 1 << 6;

    private readonly long[] _sizes;
    private readonly int _elementBytes;
    private readonly uint _invalidBits;
    private readonly bool _isColumnMajor;

    private MdfArray(long[] sizes, int elementBytes, uint invalidBits, bool isColumnMajor)
    {
        _sizes = sizes;
        _elementBytes = elementBytes;
        _invalidBits = invalidBits;
        _isColumnMajor = isColumnMajor;
    }

    /// <summary>Reads what a channel is composed of; null with no obstacle for a plain number.</summary>
    public static MdfArray? Read(MdfBlocks blocks, long link, out string obstacle)
    {
        obstacle = "";
        if (link == 0)
        {
            return null;
        }

        if (blocks.Read(link, "##CA", "##CN") is not { Id: "##CA" } block)
        {
            obstacle = "is a structure nested too deep";
            return null;
        }

        int dimensions = block.UInt16(2);
        int elementBytes = BinaryPrimitives.ReadInt32LittleEndian(block.Data.Slice(8, sizeof(int)));
        obstacle = block.Link(0) != 0 ? "is an array of arrays or structures"
            : block.Byte(1) != 0 ? "is an array whose elements are spread over groups"
            : dimensions is < 1 or > 8 || elementBytes < 0 ? "is a damaged array"
            : "";
        if (obstacle.Length > 0)
        {
            return null;
        }

        long[] sizes = new long[dimensions];
        long count = 1;
        for (int i = 0; i < dimensions; i++)
        {
            sizes[i] = block.Int64(16 + (i * sizeof(long)));
            count = sizes[i] is > 0 and <= MostElements ? count * sizes[i] : long.MaxValue / MostElements;
            if (count > MostElements)
            {
                obstacle = $"is an array of more than {MostElements} elements";
                return null;
            }
        }

        return new MdfArray(sizes, elementBytes, block.UInt32(12), (block.UInt32(4) & ColumnMajor) != 0);
    }

    /// <summary>The elements, in the order in which they lie in the record.</summary>
    public IEnumerable<MdfColumn> Elements(MdfColumn array)
    {
        long count = _sizes.Aggregate(1L, (product, size) => product * size);
        for (long i = 0; i < count; i++)
        {
            yield return array with
            {
                Name = array.Name + IndexOf(i),
                ByteOffset = array.ByteOffset + (i * _elementBytes),
                InvalidBit = array.InvalidBit + (i * _invalidBits),
            };
        }
    }

    // The last index runs fastest, or the first one in a file of column-oriented layout.
    private string IndexOf(long element)
    {
        string[] indices = new string[_sizes.Length];
        for (int i = 0; i < _sizes.Length; i++)
        {
            int dimension = _isColumnMajor ? i : _sizes.Length - 1 - i;
            indices[dimension] = (element % _sizes[dimension]).ToString(CultureInfo.InvariantCulture);
            element /= _sizes[dimension];
        }

        return $"[{string.Join("][", indices)}]";
    }
}
