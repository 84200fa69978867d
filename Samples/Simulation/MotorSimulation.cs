using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>Whether a block reached the data acquisition.</summary>
public enum BlockFate
{
    /// <summary>It did.</summary>
    Delivered,

    /// <summary>The device lost it: time has passed, its samples must not be sent.</summary>
    Lost,
}

/// <summary>
/// One test of one motor on the virtual bench, block by block of 10 ms. The samples are a pure function of part type,
/// serial number, seed, defects and faults; after the cycle the motor stands still for ever. Rendering allocates
/// nothing. Not thread-safe.
/// </summary>
public sealed class MotorSimulation
{
    /// <summary>Length of a block in seconds.</summary>
    public const double BlockSeconds = 0.01;

    private const double BlocksPerSecond = 100;

    private readonly SpeedProfile _profile;
    private readonly Drive _drive;
    private readonly RateGroup[] _groups;
    private readonly TachoWaveform? _tacho;
    private readonly SensorFaults _sensorFaults;
    private readonly BenchFaults _faults;
    private readonly int _tachoChannel;
    private OperatingPoint _now;
    private long _block;

    /// <summary>Sets the motor on the bench, before the cycle's first sample.</summary>
    /// <param name="partType">Geometry, channels and test cycle.</param>
    /// <param name="specimen">The motor and what is wrong with it or with the bench.</param>
    /// <exception cref="ArgumentException">A channel's sample rate is not a multiple of 100 Hz.</exception>
    public MotorSimulation(PartType partType, Specimen specimen)
    {
        CheckRates(partType);
        var context = new SpecimenContext(partType, specimen);
        Channels = partType.Channels;
        _faults = new BenchFaults(context);
        _profile = new SpeedProfile(partType.Steps, _faults.SpeedFactor, context.Random("speed"));
        _drive = new Drive(context);
        _sensorFaults = new SensorFaults(context, _faults);
        _tachoChannel = partType.Tacho is Tacho tacho ? IndexOf(partType, tacho.Channel) : -1;
        _tacho = _tachoChannel < 0
            ? null
            : new TachoWaveform(context, _faults, Channels[_tachoChannel], partType.Tacho!.PulsesPerRevolution);
        _groups = [.. Enumerable.Range(0, Channels.Length)
            .Where(i => i != _tachoChannel)
            .GroupBy(i => Channels[i].SampleRateHz)
            .Select(group => new RateGroup(context, _faults, group.Key, [.. group]))];
        _profile.BeginBlock(0);
        _now = _drive.Advance(0, _profile.SpeedHz);
    }

    /// <summary>The part type's channels, in the order of <see cref="Render"/>.</summary>
    public ImmutableArray<Channel> Channels { get; }

    /// <summary>Samples of a channel in one block.</summary>
    public int BlockSamples(int channel) => (int)Math.Round(Channels[channel].SampleRateHz / BlocksPerSecond);

    /// <summary>Fills the next 10 ms of every channel.</summary>
    /// <param name="channels">
    /// One array per channel, each at least <see cref="BlockSamples"/> long; samples in m/s², Pa, A, Nm or V.
    /// </param>
    /// <returns>Whether the device delivers the block; a lost one is filled all the same.</returns>
    public BlockFate Render(float[][] channels)
    {
        // The next block's first instant is this one's last.
        _profile.BeginBlock(_block + 1);
        OperatingPoint next = _drive.Advance(_block + 1, _profile.SpeedHz);
        _profile.BeginBlock(_block);
        foreach (RateGroup group in _groups)
        {
            group.Render(_profile, _block, _now, next, channels);
        }

        _tacho?.Render(channels[_tachoChannel].AsSpan(0, BlockSamples(_tachoChannel)), _profile, _block);
        _sensorFaults.Apply(channels, next.SpeedHz);
        bool isLost = _block >= _faults.LostBlocks.From && _block < _faults.LostBlocks.To;
        _now = next;
        _block++;
        return isLost ? BlockFate.Lost : BlockFate.Delivered;
    }

    /// <summary>The true shaft angle in revolutions at the last block's start and at a rate behind it.</summary>
    internal void ShaftAngle(Span<double> revolutions, double sampleRateHz) => _profile.Fill(revolutions, sampleRateHz);

    private static void CheckRates(PartType partType)
    {
        foreach (Channel channel in partType.Channels)
        {
            double perBlock = channel.SampleRateHz / BlocksPerSecond;
            if (!(perBlock >= 1) || Math.Abs(perBlock - Math.Round(perBlock)) > 1e-9)
            {
                throw new ArgumentException(
                    $"{partType.Name}, channel {channel.Id}: a sample rate of {channel.SampleRateHz} Hz cannot be "
                    + "simulated, expected a multiple of 100 Hz.",
                    nameof(partType));
            }
        }
    }

    private static int IndexOf(PartType partType, string id)
    {
        for (int i = 0; i < partType.Channels.Length; i++)
        {
            if (partType.Channels[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}
