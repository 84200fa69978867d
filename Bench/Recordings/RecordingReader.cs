using System.Collections.Immutable;
using System.Text;
using Bench.Acquisition;
using Bench.Models.Verdicts;
using Bench.Recordings.Mdf;
using Bench.Results;

namespace Bench.Recordings;

/// <summary>
/// Reads recordings: those of <see cref="RecordingWriter"/>, also cut off at any place, and sorted MDF 4 files of
/// other tools with numeric channels. Samples are read on demand. Not thread-safe.
/// </summary>
public sealed class RecordingReader : IDisposable
{
    private readonly FileBytes _file;

    private RecordingReader(FileBytes file)
    {
        _file = file;
        CheckIdentification(file);
        MdfBlocks blocks = new(file);
        MdfBlock head = blocks.Read(MdfLayout.HeaderAddress, "##HD")
            ?? throw new RecordingException("its header is cut off");
        StartedAt = Instant(head.Int64(0));
        MdfComment comment = blocks.Comment(head.Link(5));
        MdfGroupReader groups = new(blocks, MdfChannelList.Read(comment));
        groups.ReadAll(head.Link(0));
        Groups = groups.Groups;
        Channels = groups.Channels;
        Skipped = groups.Skipped;
        MdfEvents events = MdfEvents.Read(blocks, head.Link(4));
        Faults = events.Faults;
        Header = ReadHeader(comment, events.Steps);
        Verdict = ReadVerdict(comment);
        IsCutOff = blocks.IsCutOff;
    }

    /// <summary>What the recording says about its test; null in files of other tools.</summary>
    public RecordingHeader? Header { get; }

    /// <summary>The verdict as the recording has it; null before it stood and in files of other tools.</summary>
    public RecordingVerdict? Verdict { get; }

    /// <summary>Whether the file ends before something that it refers to.</summary>
    public bool IsCutOff { get; }

    /// <summary>When the first sample was taken.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The channels, in the order of the source that was recorded.</summary>
    public ImmutableArray<SourceChannel> Channels { get; }

    /// <summary>The tables of samples, in the order of the file.</summary>
    public ImmutableArray<RecordedGroup> Groups { get; }

    /// <summary>Faults of the source during the recording, in the order in which they came.</summary>
    public ImmutableArray<RecordedFault> Faults { get; }

    /// <summary>Channels that cannot be read, one sentence each.</summary>
    public ImmutableArray<string> Skipped { get; }

    /// <summary>Opens a recording.</summary>
    /// <exception cref="RecordingException">The file is missing, is no MDF 4 file, or is damaged.</exception>
    public static RecordingReader Open(string path)
    {
        FileBytes? file = null;
        try
        {
            file = new FileBytes(path);
            return new RecordingReader(file);
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or RecordingException or OverflowException)
        {
            file?.Dispose();
            throw new RecordingException($"Recording \"{path}\" cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Reads a recording in a file that is open already and stays its opener's.</summary>
    internal static RecordingReader Over(FileBytes file) => new(file);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void CheckIdentification(FileBytes file)
    {
        int read = (int)Math.Min(file.Length, MdfLayout.Identification);
        string text = Encoding.Latin1.GetString(file.Take(0, Math.Min(read, 16)));
        if (text.StartsWith("UnFinMF", StringComparison.Ordinal))
        {
            throw new RecordingException(
                "it was not finalised by the logger that wrote it, which is not supported yet");
        }

        if (read < MdfLayout.Identification || !text.StartsWith("MDF     4.", StringComparison.Ordinal))
        {
            bool isMdf = text.StartsWith("MDF     ", StringComparison.Ordinal) && read == MdfLayout.Identification;
            throw new RecordingException(isMdf
                ? $"it is MDF {text[8..].Trim('\0', ' ')}, expected 4.x"
                : "it is not an MDF file");
        }
    }

    private static DateTimeOffset Instant(long nanoseconds)
    {
        long ticks = nanoseconds / 100;
        return ticks >= 0 && ticks <= (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks
            ? DateTimeOffset.UnixEpoch.AddTicks(ticks)
            : DateTimeOffset.UnixEpoch;
    }

    private static RecordingVerdict? ReadVerdict(MdfComment comment) =>
        Enum.TryParse(comment.Property("verdict"), out Verdict verdict) && Enum.IsDefined(verdict)
            ? new RecordingVerdict(verdict, comment.Property("code"), comment.Property("reason"))
            : null;

    private RecordingHeader? ReadHeader(MdfComment comment, ImmutableArray<RecordingStep> steps)
    {
        string serialNumber = comment.Property("serialNumber");
        if (serialNumber.Length == 0)
        {
            return null;
        }

        try
        {
            return new RecordingHeader
            {
                SerialNumber = SerialNumber.Parse(serialNumber),
                PartType = comment.Property("partType"),
                Variant = comment.Property("variant"),
                RecipeHash = comment.Property("recipeHash"),
                Bench = comment.Property("bench"),
                SoftwareVersion = comment.Property("softwareVersion"),
                StartedAt = StartedAt,
                Steps = steps,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
