namespace Bench.Recordings.Archive;

/// <summary>Whether an archive holds what its recording holds, to the bit.</summary>
internal static class ArchiveComparison
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Compares everything that a reader gives.</summary>
    /// <exception cref="RecordingException">Something differs, or one cannot be read.</exception>
    public static void Require(string recording, string archive, CancellationToken cancel)
    {
        using RecordingReader a = RecordingReader.Open(recording);
        using RecordingReader b = RecordingReader.Open(archive);
        bool isSame = a.StartedAt == b.StartedAt
            && a.Verdict == b.Verdict
            && a.Channels.SequenceEqual(b.Channels)
            && a.Faults.SequenceEqual(b.Faults)
            && a.Groups.Length == b.Groups.Length
            && (a.Header, b.Header) switch
            {
                (null, null) => true,
                ({ } x, { } y) => x with { Steps = [] } == y with { Steps = [] } && x.Steps.SequenceEqual(y.Steps),
                _ => false,
            };
        for (int i = 0; isSame && i < a.Groups.Length; i++)
        {
            isSame = IsSame(a.Groups[i], b.Groups[i], cancel);
        }

        if (!isSame)
        {
            throw new RecordingException(
                $"The archive of \"{recording}\" does not hold the same when it is read back; the recording stays.");
        }
    }

    private static bool IsSame(RecordedGroup a, RecordedGroup b, CancellationToken cancel)
    {
        if (a.Clock != b.Clock || a.FirstIndex != b.FirstIndex || a.Rows != b.Rows || a.RowBytes != b.RowBytes
            || !a.Columns.SequenceEqual(b.Columns))
        {
            return false;
        }

        int rows = Math.Max(1, BlockBytes / a.RowBytes);
        byte[] left = new byte[(int)Math.Min(rows, a.Rows) * a.RowBytes];
        byte[] right = new byte[left.Length];
        for (long row = 0; row < a.Rows; row += rows)
        {
            cancel.ThrowIfCancellationRequested();
            int bytes = (int)Math.Min(rows, a.Rows - row) * a.RowBytes;
            a.ReadRows(row, left.AsSpan(0, bytes));
            b.ReadRows(row, right.AsSpan(0, bytes));
            if (!left.AsSpan(0, bytes).SequenceEqual(right.AsSpan(0, bytes)))
            {
                return false;
            }
        }

        return true;
    }
}
