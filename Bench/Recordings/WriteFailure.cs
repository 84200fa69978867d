namespace Bench.Recordings;

/// <summary>Why a file cannot be written, in words that do not depend on the operating system.</summary>
internal static class WriteFailure
{
    // ENOSPC, and ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL, as .NET hands them on.
    private static readonly int[] s_diskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    // EROFS and ERROR_WRITE_PROTECT.
    private static readonly int[] s_readOnly = [30, unchecked((int)0x80070013)];

    /// <summary>The reason, as the end of a sentence without its full stop.</summary>
    public static string Reason(Exception failure) => failure switch
    {
        DirectoryNotFoundException => "its folder does not exist",
        UnauthorizedAccessException => "writing is not allowed there",
        IOException when s_readOnly.Contains(failure.HResult) => "writing is not allowed there",
        IOException when s_diskFull.Contains(failure.HResult) => "the disk is full",
        _ => failure.Message.TrimEnd('.'),
    };
}
