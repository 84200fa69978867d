using System.Collections.Immutable;
using Bench.Web.Results;

namespace Bench.Web.Live;

/// <summary>The station as the operator's page shows it.</summary>
internal sealed record StationView(
    string Bench,
    string State,
    string? Problem,
    string? ProblemFr,
    bool Training,
    ImmutableArray<PartTypeInfo> PartTypes,
    RunningView? Running,
    StationResult? Result,
    ImmutableArray<ResultSummary> Last,
    ShiftView Shift,
    ImmutableArray<AlarmView> Alarms);

/// <summary>A part type that this bench tests.</summary>
internal sealed record PartTypeInfo(
    string Name,
    int Revision,
    string Description,
    string? SerialPattern,
    double DurationSeconds,
    ImmutableArray<StepInfo> Steps,
    bool Learned);

/// <summary>A step of the cycle.</summary>
internal sealed record StepInfo(string Name, string Kind, double StartSeconds, double Seconds);

/// <summary>A test that runs.</summary>
internal sealed record RunningView(
    string SerialNumber,
    string PartType,
    double Seconds,
    double OfSeconds,
    string Step,
    double RemainingSeconds,
    double? SpeedRpm);

/// <summary>The last verdict with its reasons.</summary>
internal sealed record StationResult : ResultSummary
{
    /// <summary>Makes it.</summary>
    public StationResult(ResultSummary summary, ImmutableArray<FindingView> findings)
        : base(summary) => Findings = findings;

    /// <summary>Most severe first.</summary>
    public ImmutableArray<FindingView> Findings { get; }
}

/// <summary>The counters of a shift.</summary>
internal sealed record ShiftView(
    string Since,
    int Tested,
    int Pass,
    int Fail,
    int Invalid,
    double? FirstPassYield,
    ImmutableArray<ReasonCount> Reasons);

/// <summary>How often a reason rejected.</summary>
internal sealed record ReasonCount(string Code, string Text, string TextFr, int Count);

/// <summary>An alarm.</summary>
internal sealed record AlarmView(
    string Id,
    string At,
    string Severity,
    string Text,
    string TextFr,
    string? AcknowledgedBy,
    string? AcknowledgedAt);
