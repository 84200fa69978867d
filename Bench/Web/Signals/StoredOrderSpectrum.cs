using Bench.Analysis.Metrics;
using Bench.Web.Results;

namespace Bench.Web.Signals;

/// <summary>The order spectrum of a step as it was measured and judged.</summary>
internal static class StoredOrderSpectrum
{
    /// <summary>Reads it.</summary>
    /// <exception cref="KeyNotFoundException">None was measured for this channel and step.</exception>
    public static SpectrumView Of(Archives archives, string id, string channel, string? step) =>
        archives.Find(id, (archive, store, run) =>
        {
            CurveDefinition curve = (run.DefinitionHash is null
                ? null
                : archive.DefinitionOf(store, run.DefinitionHash).Curves.FirstOrDefault(known =>
                    known.Family == CurveFamily.OrderSpectrum
                    && known.Channel == channel
                    && (string.IsNullOrEmpty(step) || known.Step == step)))
                ?? throw new KeyNotFoundException("No order spectrum was measured for this channel and step.");
            var view = CurveView.Of(archive, store, run, curve.Key, []);
            return new SpectrumView(
                new SpectrumAxis("order", ""),
                new LevelAxis("level", "dB", curve.Unit.Replace("dB re ", "", StringComparison.Ordinal)),
                [.. view.Positions],
                [.. view.Values],
                []);
        });
}
