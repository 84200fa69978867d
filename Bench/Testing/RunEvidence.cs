using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.Metrics;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;
using Bench.Judging;
using Bench.Models.Verdicts;
using Bench.Recipes;

namespace Bench.Testing;

/// <summary>
/// Everything one run tells, gathered block by block while it streams: the recipe's analyses and the bench's own
/// faults. Live tests and recordings pass through here alike, so that both yield the same values, bit for bit.
/// </summary>
internal sealed class RunEvidence : IDisposable
{
    private readonly Recipe _recipe;
    private readonly AnalysisSession _analysis;
    private readonly AnalysisCrew _crew;
    private readonly ValidityMonitor _validity;
    private readonly long[] _remaining;
    private ImmutableArray<SourceChannel> _channels = [];
    private float[] _samples = new float[1 << 14];

    /// <summary>Prepares for one run of a recipe; each part of the analysis but the first gets a thread.</summary>
    public RunEvidence(Recipe recipe, AnalysisOptions? options = null)
    {
        _recipe = recipe;
        _analysis = recipe.Analyzer.Start(options ?? new AnalysisOptions());
        _crew = new AnalysisCrew(_analysis);
        _validity = new ValidityMonitor(recipe.PartType, options);
        _remaining =
        [
            .. recipe.PartType.Channels.Select(c => (long)Math.Round(recipe.PartType.DurationSeconds * c.SampleRateHz)),
        ];
    }

    /// <summary>
    /// Whether nothing more is needed: all samples of the cycle are in, or the run cannot be judged any more.
    /// </summary>
    public bool Ended => _validity.Broken || _remaining.All(count => count == 0);

    /// <summary>Time since the first sample up to which the slowest channel has arrived, in seconds.</summary>
    public double Seconds
    {
        get
        {
            double seconds = double.PositiveInfinity;
            for (int i = 0; i < _remaining.Length; i++)
            {
                double left = _remaining[i] / _recipe.PartType.Channels[i].SampleRateHz;
                seconds = Math.Min(seconds, _recipe.PartType.DurationSeconds - left);
            }

            return seconds;
        }
    }

    /// <summary>What was measured; null until <see cref="Complete"/>, and where the run broke off.</summary>
    public Measurement? Measurement { get; private set; }

    /// <summary>Faults of the bench, worst first; valid after <see cref="Complete"/>.</summary>
    public ImmutableArray<Finding> Faults { get; private set; } = [];

    /// <summary>Shaft speed over time; empty where the run broke off.</summary>
    public SpeedTrace Speed { get; private set; } = new([], []);

    /// <summary>Levels over speed and order of every run-up and channel that has them, for display.</summary>
    public ImmutableArray<OrderMap> OrderMaps()
    {
        if (Measurement is null)
        {
            return [];
        }

        return
        [
            .. _recipe.PartType.Steps
                .Where(step => step.Kind == StepKind.RunUp)
                .SelectMany(step => _recipe.PartType.Channels.Select(channel => _analysis.Map(step.Name, channel.Id)))
                .OfType<OrderMap>(),
        ];
    }

    /// <summary>Compares what the source offers with what the recipe expects.</summary>
    public void Open(ImmutableArray<SourceChannel> channels)
    {
        _channels = channels;
        _validity.Inspect(channels);
    }

    /// <summary>Compares the one sample rate of a foreign recording with the recipe's.</summary>
    public void CheckRate(double sampleRateHz) => _validity.InspectRate(sampleRateHz);

    /// <summary>Takes the next block.</summary>
    public void Take(SampleBlock block)
    {
        if (block.Kind != BlockKind.Samples)
        {
            _validity.Note(block);
            return;
        }

        if (_samples.Length < block.Count)
        {
            _samples = new float[block.Count];
        }

        Span<float> samples = _samples.AsSpan(0, block.Count);
        RawSamples.ToPhysical(block.Raw, _channels[block.Channel], samples);
        Take(block.Channel, samples);
    }

    /// <summary>
    /// Takes the next samples of a channel, in SI units; what lies behind the cycle's end is left out.
    /// </summary>
    public void Take(int channel, ReadOnlySpan<float> samples)
    {
        int take = (int)Math.Min(samples.Length, _remaining[channel]);
        _remaining[channel] -= take;
        _validity.Inspect(channel, samples[..take]);
        _crew.Process(channel, samples[..take]);
    }

    /// <summary>Notes a fault that the run met elsewhere.</summary>
    public void Note(Finding fault) => _validity.Note(fault);

    /// <summary>Ends the run and draws the sum.</summary>
    public void Complete()
    {
        if (!Ended)
        {
            _validity.Note(CheckFinding.Incomplete(Math.Max(0, Seconds), _recipe.PartType.DurationSeconds));
        }

        if (_validity.Broken)
        {
            Faults = _validity.Complete(speed: null, []);
            return;
        }

        Measurement = _crew.Complete();
        Speed = _analysis.Speed;
        Faults = _validity.Complete(Speed, _analysis.TachoEvents);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _crew.Dispose();
        _analysis.Dispose();
    }
}
