using System.Net.Sockets;
using Bench.Acquisition;
using Bench.Models.Verdicts;
using Bench.Recordings;

namespace Bench.Cli;

/// <summary>
/// What the program's exit tells a script: the verdict, or what went wrong (numbers above 63 as in sysexits.h).
/// </summary>
internal static class ExitCode
{
    /// <summary>PASS, or the work is done.</summary>
    public const int Pass = 0;

    /// <summary>At least one FAIL.</summary>
    public const int Fail = 1;

    /// <summary>At least one INVALID, and no FAIL.</summary>
    public const int Invalid = 2;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>An input file is wrong.</summary>
    public const int Data = 65;

    /// <summary>An input file is missing.</summary>
    public const int NoInput = 66;

    /// <summary>The device cannot be reached.</summary>
    public const int Unavailable = 69;

    /// <summary>A fault of this program.</summary>
    public const int Software = 70;

    /// <summary>A file cannot be written or read.</summary>
    public const int InputOutput = 74;

    /// <summary>Stopped by the user (128 + SIGINT).</summary>
    public const int Cancelled = 130;

    /// <summary>Exit of a verdict.</summary>
    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Pass,
        Verdict.Fail => Fail,
        _ => Invalid,
    };

    /// <summary>Exit of several verdicts: FAIL outweighs INVALID outweighs PASS.</summary>
    public static int Of(IEnumerable<Verdict> verdicts)
    {
        Verdict[] all = [.. verdicts];
        return all.Contains(Verdict.Fail) ? Fail : all.Contains(Verdict.Invalid) ? Invalid : Pass;
    }

    /// <summary>Exit of a mistake that the user can mend; <see cref="Software"/> for anything else.</summary>
    public static int Of(Exception exception) => exception switch
    {
        UsageException => Usage,
        OperationCanceledException => Cancelled,
        FileNotFoundException or DirectoryNotFoundException => NoInput,
        FormatException or InvalidDataException => Data,
        RecordingException { InnerException: FileNotFoundException or DirectoryNotFoundException } => NoInput,
        RecordingException { InnerException: IOException or UnauthorizedAccessException } => InputOutput,
        RecordingException => Data,
        AcquisitionException or SocketException or HttpRequestException => Unavailable,
        IOException or UnauthorizedAccessException => InputOutput,
        _ => Software,
    };
}
