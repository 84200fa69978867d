using Bench.Analysis.Octaves;
using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Metrics;

/// <summary>
/// One analysis of one step and channel; its values go to the curves from <paramref name="Curve"/> on.
/// </summary>
internal abstract record PlannedAnalysis(int Curve, int Channel, int Step);

internal sealed record PlannedCut(int Curve, int Channel, int Step, double Order, OrderCutRequest Request)
    : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedOrderSpectrum(int Curve, int Channel, int Step, OrderSpectrumRequest Request)
    : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedEnvelope(int Curve, int Channel, int Step, EnvelopeSpectrumRequest Request)
    : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedSpectrum(int Curve, int Channel, int Step, FractionalOctave Bands, int FrameLength)
    : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedLevel(int Curve, int Channel, int Step) : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedCurrents(int Curve, int Channel, int Step, int SecondChannel, int ThirdChannel)
    : PlannedAnalysis(Curve, Channel, Step);

internal sealed record PlannedSwitchingLine(int Curve, int Channel, int Step, double SearchShare, int FrameLength)
    : PlannedAnalysis(Curve, Channel, Step);
