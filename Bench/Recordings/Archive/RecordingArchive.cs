using System.Security.Cryptography;

namespace Bench.Recordings.Archive;

/// <summary>
/// Makes the archive form of a finished recording: the same file with its samples transposed and deflated (HL, DL and
/// DZ blocks of MDF 4.1). It takes the original's place only when it was read back and holds the same.
/// </summary>
internal static class RecordingArchive
{
    private const string Extension = ".part";

    /// <summary>Writes the archive form beside a recording, on the disk and compared with it.</summary>
    /// <param name="path">The recording.</param>
    /// <param name="cancel">Stops; nothing is left behind.</param>
    /// <returns>What was written; null where the recording is in its archive form already.</returns>
    /// <exception cref="RecordingException">It cannot be read, or the archive cannot be written or differs.</exception>
    public static WrittenArchive? Write(string path, CancellationToken cancel)
    {
        string part = path + Extension;
        try
        {
            using (FileBytes original = new(path))
            {
                ArchiveWriter writer = new(original);
                if (writer.IsCompressed)
                {
                    return null;
                }

                using FileStream target = new(part, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
                writer.Write(target, cancel);
                target.Flush(flushToDisk: true);
            }

            ArchiveComparison.Require(path, part, cancel);
            return new WrittenArchive(part, HashOf(part), new FileInfo(part).Length);
        }
        catch (Exception e)
        {
            File.Delete(part);
            if (e is IOException or UnauthorizedAccessException)
            {
                string why = WriteFailure.Reason(e);
                throw new RecordingException($"The archive of \"{path}\" cannot be written: {why}.", e);
            }

            throw;
        }
    }

    /// <summary>
    /// Puts an archive in its recording's place that a kill left beside it; anything else there goes.
    /// </summary>
    public static void Resume(string path, string hash)
    {
        string part = path + Extension;
        if (!File.Exists(part))
        {
            return;
        }

        if (HashOf(part) == hash)
        {
            Replace(path, new WrittenArchive(part, hash, new FileInfo(part).Length));
        }
        else
        {
            File.Delete(part);
        }
    }

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    public static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Puts an archive in its recording's place; before and after, one of them is there as a whole.</summary>
    /// <exception cref="RecordingException">It could not be moved; the recording is as it was.</exception>
    public static void Replace(string path, WrittenArchive archive)
    {
        try
        {
            File.Move(archive.Path, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(archive.Path);
            throw new RecordingException($"\"{path}\" cannot be replaced: {WriteFailure.Reason(e)}.", e);
        }
    }
}

/// <summary>An archive that waits to take its recording's place.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Hash">Its SHA-256, lower-case hex.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record WrittenArchive(string Path, string Hash, long Bytes);
