using System.Security.Cryptography;
using Bench.Recordings;
using Bench.Recordings.Archive;
using Bench.Results;

namespace Bench.Testing;

/// <summary>
/// Puts the stored verdict into its recording, and the recording's hash to the verdict. It is done afterwards, because
/// nobody should wait a tenth of a second for his verdict because of it.
/// </summary>
internal static class RecordingSeal
{
    /// <summary>Seals a test that has just got its verdict.</summary>
    /// <returns>The result as stored; without hash where recording or database cannot be written.</returns>
    public static TestResult Put(TestResult result, RecordingWriter recording, ResultStore store)
    {
        try
        {
            string hash = recording.Seal(RecordingVerdict.From(result.Judgement));
            if (hash.Length > 0)
            {
                store.Seal(result.Id, hash);
            }

            return result with { RecordingHash = hash };
        }
        catch (IOException)
        {
            // The verdict stands and says why; the next start tries again.
            return result;
        }
    }

    /// <summary>
    /// Seals what a kill or a power failure left without a hash, as far as its recording is there, after making whole
    /// what is cut off.
    /// </summary>
    public static void PutMissing(DataFolder folder, ResultStore store)
    {
        foreach ((Guid id, string recording) in store.Unsealed())
        {
            string path = Path.Combine(folder.Root, recording);
            if (File.Exists(path))
            {
                MakeWhole(path);
                using FileStream file = File.OpenRead(path);
                store.Seal(id, Convert.ToHexStringLower(SHA256.HashData(file)));
            }
        }
    }

    // A file that a power failure cut off names more than it holds, which other tools refuse. Its archive form has what
    // is there, and no more.
    private static void MakeWhole(string path)
    {
        try
        {
            using (RecordingReader recording = RecordingReader.Open(path))
            {
                if (!recording.IsCutOff)
                {
                    return;
                }
            }

            if (RecordingArchive.Write(path, CancellationToken.None) is WrittenArchive whole)
            {
                RecordingArchive.Replace(path, whole);
            }
        }
        catch (RecordingException)
        {
            // It is sealed as it is; bench verify and every reader say what is wrong with it.
        }
    }
}
