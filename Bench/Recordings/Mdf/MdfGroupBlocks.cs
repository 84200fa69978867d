using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>A channel's place in a group of a recording.</summary>
/// <param name="Index">Index of the channel among the source's channels.</param>
/// <param name="Source">The channel.</param>
/// <param name="FirstTick">Device tick of its first sample in the group.</param>
/// <param name="Sensor">Its sensor; null where nothing is known of it.</param>
internal sealed record MdfColumn(int Index, SourceChannel Source, long FirstTick, RecordedSensor? Sensor);

/// <summary>The blocks that describe one data group: a virtual time master and one value channel per column.</summary>
internal static class MdfGroupBlocks
{
    private const byte VirtualMaster = 3;
    private const byte SynchronisedByTime = 1;
    private const byte LinearConversion = 1;

    /// <summary>Addresses that are patched as data is appended.</summary>
    internal readonly record struct Addresses(long DataGroup, long ChannelGroup);

    /// <summary>Adds a group without data.</summary>
    public static Addresses Write(MdfBlockBuilder file, ImmutableArray<MdfColumn> columns, long firstIndex)
    {
        SampleClock clock = columns[0].Source.Clock;
        int rowBytes = columns.Sum(column => column.Source.Format.Size());
        long next = 0;
        int offset = rowBytes;
        foreach (MdfColumn column in columns.Reverse())
        {
            offset -= column.Source.Format.Size();
            next = ValueChannel(file, column, offset, next);
        }

        long master = Master(file, clock, firstIndex, next);
        long comment = file.Comment(
            "CGcomment",
            $"{MdfHeaderBlocks.Invariant(clock.SampleRateHz)} Hz",
            ("firstIndex", MdfHeaderBlocks.Invariant(firstIndex)),
            ("clockNumerator", MdfHeaderBlocks.Invariant(clock.Numerator)),
            ("clockDenominator", MdfHeaderBlocks.Invariant(clock.Denominator)),
            ("ticksPerSample", MdfHeaderBlocks.Invariant(clock.TicksPerSample)));
        byte[] data = new byte[32];
        data[18] = (byte)'.';
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(24), rowBytes);
        long name = file.Text($"{MdfHeaderBlocks.Invariant(clock.SampleRateHz)} Hz");
        long group = file.Block("##CG", [0, master, name, 0, 0, comment], data);
        return new Addresses(file.Block("##DG", [0, group, 0, 0], new byte[8]), group);
    }

    private static long Master(MdfBlockBuilder file, SampleClock clock, long firstIndex, long next)
    {
        double start = clock.Seconds(firstIndex * clock.TicksPerSample);
        long conversion = Linear(file, start, clock.Seconds(clock.TicksPerSample), "s");
        byte[] data = new byte[72];
        data[0] = VirtualMaster;
        data[1] = SynchronisedByTime;
        return file.Block("##CN", [next, 0, file.Text("time"), 0, conversion, 0, file.Text("s"), 0], data);
    }

    private static long ValueChannel(MdfBlockBuilder file, MdfColumn column, int byteOffset, long next)
    {
        SourceChannel source = column.Source;
        long conversion =
            source is { Scale: 1, Offset: 0 } ? 0 : Linear(file, source.Offset, source.Scale, source.Unit);
        long comment = ChannelComment(file, column);
        byte[] data = new byte[72];
        data[2] = source.Format.MdfDataType();
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), byteOffset);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(8), source.Format.Size() * 8);
        string name = source.Name.Length > 0 ? source.Name : source.Signal;
        return file.Block("##CN", [next, 0, file.Text(name), 0, conversion, 0, file.Text(source.Unit), comment], data);
    }

    private static long ChannelComment(MdfBlockBuilder file, MdfColumn column)
    {
        List<(string Name, string Value)> properties =
        [
            ("signal", column.Source.Signal),
            ("channel", MdfHeaderBlocks.Invariant(column.Index)),
            ("firstTick", MdfHeaderBlocks.Invariant(column.FirstTick)),
        ];
        if (column.Sensor is RecordedSensor sensor)
        {
            properties.Add(("sensor", sensor.Channel));
            AddKnown(properties, "sensorSerialNumber", sensor.SerialNumber);
            AddKnown(properties, "calibration", sensor.Calibration);
        }

        string text = column.Sensor?.Description ?? column.Source.Signal;
        return file.Comment("CNcomment", text, CollectionsMarshal.AsSpan(properties));
    }

    private static void AddKnown(List<(string Name, string Value)> properties, string name, string value)
    {
        if (value.Length > 0)
        {
            properties.Add((name, value));
        }
    }

    private static long Linear(MdfBlockBuilder file, double offset, double factor, string unit)
    {
        byte[] data = new byte[40];
        data[0] = LinearConversion;
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(6), 2);
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(24), offset);
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(32), factor);
        return file.Block("##CC", [0, file.Text(unit), 0, 0], data);
    }
}
