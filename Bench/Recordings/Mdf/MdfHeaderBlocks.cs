using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>The blocks at the start of a recording: identification, header, history, steps.</summary>
internal static class MdfHeaderBlocks
{
    private const byte EventOnTime = 1;

    // Verdict, code and a reason of at most 300 characters, with their XML.
    private const int VerdictBytes = 2048;

    /// <summary>What an event is (MDF 4.1, EV block).</summary>
    public enum EventType : byte
    {
        /// <summary>Samples are missing from the device.</summary>
        AcquisitionInterrupt = 2,

        /// <summary>A place of interest.</summary>
        Marker = 6,
    }

    /// <summary>Addresses that are written to later.</summary>
    /// <param name="LastEvent">Address of the last event; 0 where there is none.</param>
    /// <param name="Reserve">Where the header comment with the verdict goes.</param>
    /// <param name="ReserveBytes">Room for it.</param>
    internal readonly record struct Addresses(long LastEvent, long Reserve, int ReserveBytes);

    /// <summary>Everything before the first data group.</summary>
    public static Addresses Write(
        MdfBlockBuilder file, RecordingHeader header, ImmutableArray<SourceChannel> channels)
    {
        long nanoseconds = (header.StartedAt.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;
        file.Raw(Identification());
        long head = file.Block("##HD", new long[6], HeaderData(nanoseconds));
        byte[] history = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(history, nanoseconds);
        file.SetLink(head, 1, file.Block("##FH", [0, file.ToolComment(header.SoftwareVersion)], history));
        int before = file.Bytes.Length;
        file.SetLink(head, 5, Comment(file, header, channels, verdict: null));
        int reserveBytes = file.Bytes.Length - before + VerdictBytes;
        long reserve = file.Reserve(reserveBytes);
        long last = 0;
        foreach (RecordingStep step in header.Steps)
        {
            long comment = file.Comment("EVcomment", step.Name, ("durationSeconds", Invariant(step.DurationSeconds)));
            long address = Event(file, EventType.Marker, step.Name, comment, step.StartSeconds);
            file.SetLink(last == 0 ? head : last, last == 0 ? 4 : 0, address);
            last = address;
        }

        return new Addresses(last, reserve, reserveBytes);
    }

    /// <summary>The header comment; its address.</summary>
    public static long Comment(
        MdfBlockBuilder file,
        RecordingHeader header,
        ImmutableArray<SourceChannel> channels,
        RecordingVerdict? verdict)
    {
        List<(string Name, string Value)> properties =
        [
            ("serialNumber", header.SerialNumber.ToString()),
            ("partType", header.PartType),
            ("recipeHash", header.RecipeHash),
            ("bench", header.Bench),
            ("softwareVersion", header.SoftwareVersion),
        ];
        if (header.Variant.Length > 0)
        {
            properties.Add(("variant", header.Variant));
        }

        if (verdict is not null)
        {
            properties.Add(("verdict", verdict.Verdict.ToString()));
            properties.Add(("code", verdict.Code));
            properties.Add(("reason", verdict.Reason));
        }

        properties.AddRange(MdfChannelList.Write(channels));
        return file.Comment(
            "HDcomment",
            $"End-of-line test of {header.SerialNumber}, part type {header.PartType}",
            CollectionsMarshal.AsSpan(properties));
    }

    /// <summary>An event at a point in time; it is not yet linked.</summary>
    public static long Event(MdfBlockBuilder file, EventType type, string name, long comment, double atSeconds)
    {
        byte[] data = new byte[32];
        data[0] = (byte)type;
        data[1] = EventOnTime;
        data[3] = type == EventType.Marker ? (byte)3 : (byte)1; // cause: script, error

        // Time = base value · factor; nanoseconds keep it exact.
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(16), (long)Math.Round(atSeconds * 1e9));
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(24), 1e-9);
        return file.Block("##EV", [0, 0, 0, file.Text(name), comment], data);
    }

    /// <summary>Shortest text that reads back as the same number.</summary>
    public static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Invariant(double)"/>
    public static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static byte[] Identification()
    {
        byte[] id = new byte[MdfLayout.Identification];
        Encoding.ASCII.GetBytes("MDF     4.11    Bench   ", id);
        BinaryPrimitives.WriteUInt16LittleEndian(id.AsSpan(28), 411);
        return id;
    }

    private static byte[] HeaderData(long nanoseconds)
    {
        // Start in UTC, no zone, no flags: time class 0 (local PC time), the rest 0.
        byte[] data = new byte[32];
        BinaryPrimitives.WriteInt64LittleEndian(data, nanoseconds);
        return data;
    }
}
