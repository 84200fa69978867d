using System.Collections.Immutable;
using Bench.Analysis.Signals;
using Bench.Plots;

namespace Bench.OfflineAnalysis;

/// <summary>What an analysis found: values over axes, single figures, and how they are to be drawn.</summary>
internal sealed record AnalysisReport
{
    /// <summary>What was analysed, such as "order map".</summary>
    public required string Title { get; init; }

    /// <summary>Method with standard and edition.</summary>
    public required string Method { get; init; }

    /// <summary>Values over one axis; drawn together.</summary>
    public ImmutableArray<Curve> Curves { get; init; } = [];

    /// <summary>Further values, written to files but not drawn.</summary>
    public ImmutableArray<Curve> Data { get; init; } = [];

    /// <summary>Whether the curves are sampled signals that a WAV file can hold.</summary>
    public bool IsWaveform { get; init; }

    /// <summary>Values over two axes; null where there are none.</summary>
    public CurveMap? Map { get; init; }

    /// <summary>Single figures.</summary>
    public ImmutableArray<AnalysisFigure> Figures { get; init; } = [];

    /// <summary>Known positions on the horizontal axis.</summary>
    public ImmutableArray<PlotMarker> Markers { get; init; } = [];

    /// <summary>How the values lie over their axis.</summary>
    public ValueScale Scale { get; init; } = ValueScale.Level;

    /// <summary>Whether neighbouring values belong to bands that touch (octaves).</summary>
    public ImmutableArray<double> BandEdges { get; init; } = [];

    /// <summary>What a reader must know, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>One figure.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value; NaN where there is none.</param>
/// <param name="Unit">Its unit; empty for a pure number.</param>
internal sealed record AnalysisFigure(string Name, double Value, string Unit);

/// <summary>How values are drawn.</summary>
internal enum ValueScale
{
    /// <summary>As they are.</summary>
    Linear,

    /// <summary>As they are, on a logarithmic axis.</summary>
    Logarithmic,

    /// <summary>Rms values as levels in dB over the quantity's reference.</summary>
    Level,

    /// <summary>Mean squares (powers, densities) as levels in dB over the square of the reference.</summary>
    PowerLevel,
}
