using System.Buffers.Binary;

namespace Bench.Recordings.Foreign;

/// <summary>
/// MATLAB's level 5 files (versions 5 to 7.2, compressed or not). Numeric variables become channels: a vector one, a
/// matrix one per column; members of structures and cells are named as in MATLAB ("bearing.gs", "runs{2}").
/// </summary>
internal static class MatFile
{
    private const int HeaderBytes = 128;

    public static ForeignRecording Read(OpenFile opened)
    {
        string path = opened.Path;
        ReadOnlySpan<byte> file = opened.ReadAll("MATLAB's format");
        if (Mat4File.Recognises(file))
        {
            return Mat4File.Read(path, file);
        }

        bool bigEndian = CheckHeader(file);
        MatVariables variables = new(bigEndian);
        MatElements elements = new(file[HeaderBytes..], bigEndian);
        while (elements.Next(out MatElement element))
        {
            switch (element.Type)
            {
                case MatType.Compressed:
                    variables.AddCompressed(element.Data);
                    break;
                case MatType.Matrix:
                    variables.Add(element.Data);
                    break;
                default:
                    throw new RecordingException(
                        $"it is damaged: an element of type {(int)element.Type} stands where a variable should be");
            }
        }

        if (variables.Channels.Count == 0)
        {
            string left = variables.Notes.Count > 0 ? $" ({variables.Notes[0].TrimEnd('.')})" : "";
            throw new RecordingException($"it holds no numeric variable{left}");
        }

        return new ForeignRecording(path, "MATLAB level 5", [.. variables.Channels], [.. variables.Notes]);
    }

    private static bool CheckHeader(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes)
        {
            throw new RecordingException("it is no MATLAB file, or cut off in its header");
        }

        bool bigEndian = file[126..].StartsWith("MI"u8);
        if (!bigEndian && !file[126..].StartsWith("IM"u8))
        {
            throw new RecordingException("it is no MATLAB file of level 5: its header is damaged");
        }

        int version = bigEndian
            ? BinaryPrimitives.ReadUInt16BigEndian(file[124..])
            : BinaryPrimitives.ReadUInt16LittleEndian(file[124..]);
        return version switch
        {
            0x0100 => bigEndian,
            0x0200 => throw new RecordingException("not supported yet: HDF5, MATLAB's v7.3 format (save it with -v7)"),
            _ => throw new RecordingException($"it is MATLAB version {version:x4}, expected 0100 (level 5)"),
        };
    }
}
