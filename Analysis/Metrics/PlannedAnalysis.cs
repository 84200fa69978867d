using Bench.Analysis.Octaves;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Metrics;

/// <summary>
/// One analysis of one step and channel; its values go to the curves from <paramref name="Curve"/> on.
/// </summary>
internal abstract record PlannedAnalysis(int Curve, int Channel, int Step);

/// <summary>One analysis over the shaft's angle.</summary>
internal abstract record PlannedOrderAnalysis(int Curve, int Channel, int Step) : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedCut(int Curve, int Channel, int Step, double Order, OrderCutRequest Request)
    : PlannedOrderAnalysis(Curve, Channel, Step);

internal sealed record PlannedOrderSpectrum(int Curve, int Channel, int Step, OrderSpectrumRequest Request)
    : PlannedOrderAnalysis(Curve, Channel, Step);

internal sealed record PlannedEnvelope(int Curve, int Channel, int Step, EnvelopeSpectrumRequest Request)
    : PlannedOrderAnalysis(Curve, Channel, Step);

internal sealed record PlannedOrderLevels(int Curve, int Channel, int Step, OrderLevelRequest Request)
    : PlannedOrderAnalysis(Curve, Channel, Step);

/// <summary>One metric over time, of a step or a part of it.</summary>
/// <param name="Curve">Its first curve.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Step">Its step.</param>
/// <param name="Metric">How it is computed.</param>
/// <param name="Time">The segment on the time axis that starts with the first sample.</param>
internal sealed record PlannedMetric(int Curve, int Channel, int Step, StepMetric Metric, TimeSpanSeconds Time)
    : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedSpectrum(int Curve, int Channel, int Step, FractionalOctave Bands, int FrameLength)
    : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedLevel(int Curve, int Channel, int Step) : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedCurrents(int Curve, int Channel, int Step, int SecondChannel, int ThirdChannel)
    : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedSwitchingLine(int Curve, int Channel, int Step, double SearchShare, int FrameLength)
    : PlannedAnalysis(Curve, Channel, Step);
