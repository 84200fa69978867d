using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tacho;

namespace Bench.Web.Live;

/// <summary>
/// Makes a live spectrum and the live speed of what a tap sees, five times a second at most, on a thread of its own
/// choice. While it works, frames are dropped: the one who offers them never waits.
/// </summary>
internal sealed class LiveWatcher
{
    private const int SpectrumLength = 8192;
    private const int MostPoints = 512;
    private const double TachoSeconds = 0.1;

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(200);

    private readonly PartType _partType;
    private readonly StationFeed _feed;
    private readonly TimeProvider _time;
    private readonly int _spectrumChannel;
    private readonly int _tachoChannel;
    private readonly float[] _spectrumSamples = new float[SpectrumLength];
    private readonly float[] _tachoSamples;
    private long _lastSpectrum;
    private int _spectrumBusy;
    private int _tachoBusy;
    private double _speedRpm = double.NaN;

    /// <summary>Prepares to watch a test of a part type.</summary>
    public LiveWatcher(PartType partType, StationFeed feed, TimeProvider time)
    {
        _partType = partType;
        _feed = feed;
        _time = time;
        _spectrumChannel = IndexOf(c => c.Quantity is Quantity.Acceleration or Quantity.SoundPressure);
        _tachoChannel = IndexOf(c => c.Id == partType.Tacho?.Channel);
        _tachoSamples = new float[_tachoChannel < 0 ? 0 : FrameLength(_tachoChannel)];
        Channels = [.. ((int[])[_spectrumChannel, _tachoChannel]).Where(channel => channel >= 0).Distinct()];
    }

    /// <summary>The channels it wants to see.</summary>
    public ImmutableArray<int> Channels { get; }

    /// <summary>Frames that passed unseen because it was busy.</summary>
    public int Dropped { get; private set; }

    /// <summary>The speed of the last tenth of a second, in rpm; null where it is not known.</summary>
    public double? SpeedRpm => double.IsFinite(Volatile.Read(ref _speedRpm)) ? Volatile.Read(ref _speedRpm) : null;

    /// <summary>Samples that a frame of a channel holds.</summary>
    public int FrameLength(int channel) => channel == _tachoChannel
        ? (int)(_partType.Channels[channel].SampleRateHz * TachoSeconds)
        : SpectrumLength;

    /// <summary>Takes a whole frame, or not; returns at once.</summary>
    public void Offer(LiveFrame frame)
    {
        if (frame.Channel == _tachoChannel)
        {
            Take(frame, _tachoSamples, ref _tachoBusy, MeasureSpeed);
        }
        else if (_feed.Watchers > 0 && _time.GetElapsedTime(_lastSpectrum) >= s_period)
        {
            _lastSpectrum = _time.GetTimestamp();
            Take(frame, _spectrumSamples, ref _spectrumBusy, PublishSpectrum);
        }
    }

    private void Take(LiveFrame frame, float[] target, ref int busy, Action work)
    {
        if (Interlocked.Exchange(ref busy, 1) == 1)
        {
            Dropped++;
            return;
        }

        frame.Samples.CopyTo(target);
        ThreadPool.QueueUserWorkItem(static work => work(), work, preferLocal: false);
    }

    private void MeasureSpeed()
    {
        Tacho tacho = _partType.Tacho!;
        TachoEdges edges = new(
            _partType.Channels[_tachoChannel].SampleRateHz, tacho.ThresholdVolts, tacho.HysteresisVolts);
        ReadOnlySpan<float> samples = _tachoSamples;
        double first = double.NaN;
        double last = double.NaN;
        int count = 0;
        while (edges.TryNext(ref samples, out double seconds))
        {
            first = count++ == 0 ? seconds : first;
            last = seconds;
        }

        double revolutions = (count - 1.0) / tacho.PulsesPerRevolution;
        Volatile.Write(ref _speedRpm, count > 1 ? 60 * revolutions / (last - first) : 0);
        Volatile.Write(ref _tachoBusy, 0);
    }

    private void PublishSpectrum()
    {
        Channel channel = _partType.Channels[_spectrumChannel];
        WelchSpectrum welch = new(
            SpectrumLength, WindowKind.Hann, overlap: 0, channel.SampleRateHz, SpectrumAveraging.Linear);
        welch.Add(_spectrumSamples);
        double[] power = new double[welch.Bins];
        welch.CopyPower(power);
        int perPoint = (power.Length + MostPoints - 1) / MostPoints;
        double reference = Decibel.Reference(channel.Quantity);
        double[] levels =
        [
            .. power.Chunk(perPoint).Select(bins => Math.Round(Decibel.FromMeanSquare(bins.Max(), reference), 1)),
        ];
        _feed.Publish(StationFeed.SpectrumEvent, new LiveSpectrum(
            channel.Id,
            channel.Name,
            Decibel.Unit(channel.Quantity),
            FromHz: 0,
            channel.SampleRateHz / 2,
            [.. levels.Select(level => double.IsFinite(level) ? level : -200)]));
        Volatile.Write(ref _spectrumBusy, 0);
    }

    private int IndexOf(Func<Channel, bool> predicate)
    {
        for (int i = 0; i < _partType.Channels.Length; i++)
        {
            if (predicate(_partType.Channels[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A live spectrum: the highest level of each stretch of frequencies.</summary>
internal sealed record LiveSpectrum(
    string Channel, string Name, string Unit, double FromHz, double ToHz, ImmutableArray<double> LevelsDb);
