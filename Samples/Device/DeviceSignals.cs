using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Streaming;

namespace Bench.Samples.Device;

/// <summary>A value signal of the virtual bench.</summary>
/// <param name="Channel">Place among the part type's channels.</param>
/// <param name="Domain">Place of its time signal.</param>
/// <param name="Number">Signal number on the wire.</param>
/// <param name="Id">Signal id.</param>
/// <param name="Description">What its metadata says, without the value index.</param>
internal sealed record ValueSignal(int Channel, int Domain, int Number, string Id, SignalDescription Description)
{
    /// <summary>Half the range of a 24-bit converter, as in measuring front ends.</summary>
    public const int FullScaleCounts = 1 << 23;

    /// <summary>Whether samples are sent as counts.</summary>
    public bool IsCounts => Description.DataType == StreamDataType.Int32;
}

/// <summary>A time signal: one per sample rate.</summary>
/// <param name="Number">Signal number on the wire.</param>
/// <param name="Id">Signal id.</param>
/// <param name="BlockSamples">Samples, and ticks, in a block of 10 ms.</param>
/// <param name="Description">What its metadata says.</param>
internal sealed record TimeSignal(int Number, string Id, int BlockSamples, SignalDescription Description);

/// <summary>The signals that a part type's channels become.</summary>
internal sealed class DeviceSignals
{
    private const string Root = "/EolBench/IO";
    private const int BlocksPerSecond = 100;

    // Codes of UN/ECE Recommendation 20, their letters as one number, as OPC UA and openDAQ use them.
    private const int Seconds = 0x53_45_43;
    private const int MetresPerSquareSecond = 0x4D_53_4B;
    private const int Pascals = 0x50_41_4C;
    private const int Amperes = 0x41_4D_50;
    private const int NewtonMetres = 0x4E_55;
    private const int Volts = 0x56_4C_54;

    /// <summary>Makes the signals.</summary>
    /// <exception cref="ArgumentException">A sample rate is not a multiple of 100 Hz.</exception>
    public DeviceSignals(PartType partType, StreamDialect dialect)
    {
        int[] rates = [.. partType.Channels.Select(Rate).Distinct()];
        Times = [.. rates.Select((rate, i) => MakeTime(rate, i + 1, dialect))];
        Values = [.. partType.Channels.Select((channel, i) =>
            MakeValue(channel, i, Array.IndexOf(rates, Rate(channel)), dialect))];
    }

    /// <summary>The time signals.</summary>
    public ImmutableArray<TimeSignal> Times { get; }

    /// <summary>The value signals, in the order of the part type's channels.</summary>
    public ImmutableArray<ValueSignal> Values { get; }

    private static int Rate(Channel channel)
    {
        int rate = (int)channel.SampleRateHz;
        return rate == channel.SampleRateHz && rate > 0 && rate % BlocksPerSecond == 0
            ? rate
            : throw new ArgumentException(
                $"Channel {channel.Id}: {channel.SampleRateHz} Hz cannot be streamed, expected a multiple of 100 Hz.");
    }

    private static TimeSignal MakeTime(int rate, int number, StreamDialect dialect)
    {
        string id = $"{Root}/Sig/Time{rate}";
        var description = new SignalDescription
        {
            TableId = dialect == StreamDialect.V20 ? id : $"table{rate}",
            Name = "time",
            DataType = dialect == StreamDialect.V20 ? StreamDataType.Int64 : StreamDataType.UInt64,
            Rule = SignalRule.Linear,
            Delta = 1,
            ResolutionNumerator = 1,
            ResolutionDenominator = rate,
            Unit = "s",
            UnitQuantity = "time",
            UnitId = Seconds,
            Origin = "1970-01-01",
        };
        return new TimeSignal(number, id, rate / BlocksPerSecond, description);
    }

    private ValueSignal MakeValue(Channel channel, int index, int domain, StreamDialect dialect)
    {
        string name = channel.Signal.Length > 0 ? channel.Signal : channel.Id;
        string id = name.StartsWith('/') ? name : $"{Root}/AI{index}/Sig/{name}";
        bool isCounts = channel.Quantity is Quantity.Acceleration or Quantity.SoundPressure;
        var description = new SignalDescription
        {
            TableId = Times[domain].Description.TableId,
            DomainId = dialect == StreamDialect.V15 ? Times[domain].Id : "",
            Name = channel.Id,
            DataType = isCounts ? StreamDataType.Int32 : StreamDataType.Real32,
            Rule = SignalRule.Explicit,
            Scale = isCounts ? channel.FullScale / ValueSignal.FullScaleCounts : 1,
            Unit = channel.Unit,
            UnitQuantity = QuantityName(channel.Quantity),
            UnitId = UnitCode(channel.Quantity),
            RangeLow = -channel.FullScale,
            RangeHigh = channel.FullScale,
        };
        return new ValueSignal(index, domain, Times.Length + index + 1, id, description);
    }

    private static string QuantityName(Quantity quantity) => quantity switch
    {
        Quantity.Acceleration => "acceleration",
        Quantity.SoundPressure => "pressure",
        Quantity.Current => "electric current",
        Quantity.Torque => "torque",
        Quantity.Tacho or _ => "voltage",
    };

    private static int UnitCode(Quantity quantity) => quantity switch
    {
        Quantity.Acceleration => MetresPerSquareSecond,
        Quantity.SoundPressure => Pascals,
        Quantity.Current => Amperes,
        Quantity.Torque => NewtonMetres,
        Quantity.Tacho or _ => Volts,
    };
}
