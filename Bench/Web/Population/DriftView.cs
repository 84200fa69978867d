using System.Collections.Immutable;
using System.Text.Json;
using Bench.ModelWork;
using Bench.Models.Drift;

namespace Bench.Web.Population;

/// <summary>What changes slowly, and where to look.</summary>
/// <param name="Motors">Good motors that were watched.</param>
/// <param name="HasChanged">Whether the anomaly scores of all of them have changed.</param>
/// <param name="Source">"none", "sensor", "bench", "process", "goldenMotor" or "unknown".</param>
/// <param name="Bench">The bench, where it is one; else empty.</param>
/// <param name="Channel">The channel, where it is a sensor; else empty.</param>
/// <param name="Instruction">What to do; empty where nothing drifts.</param>
/// <param name="InstructionFr">The same in French.</param>
/// <param name="Charts">The charts, those that alarm first.</param>
internal sealed record DriftView(
    int Motors,
    bool HasChanged,
    string Source,
    string Bench,
    string Channel,
    string Instruction,
    string InstructionFr,
    ImmutableArray<DriftChart> Charts)
{
    /// <summary>Before limits were learned there is nothing to deviate from.</summary>
    public static DriftView Nothing { get; } = new(0, false, "none", "", "", "", "", []);

    /// <summary>Makes it.</summary>
    public static DriftView Of(DriftReport report) => new(
        report.Motors,
        report.HasChanged,
        Word(report.Source.Source),
        report.Source.Bench,
        report.Source.Channel,
        report.Source.Instruction,
        InFrench(report.Source),
        [.. report.Figures.OrderByDescending(figure => figure.IsAlarm).Select(DriftChart.Of)]);

    /// <summary>A word of the interface.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string InFrench(DriftFinding found) => found.Source switch
    {
        DriftSource.None => "",
        DriftSource.Sensor =>
            $"Vérifier le capteur {found.Channel} de {found.Bench} : fixation, câble, étalonnage.",
        DriftSource.Bench =>
            $"Vérifier le montage, la fixation et l'entraînement de {found.Bench} ; remesurer le moteur étalon.",
        DriftSource.Process => "Le banc n'a pas changé : chercher une pièce ou une étape d'assemblage modifiée.",
        DriftSource.GoldenMotor => "Le moteur étalon a changé sur plusieurs bancs : le remplacer.",
        _ => "Mesurer le moteur étalon : il dit si c'est le banc ou les moteurs.",
    };
}

/// <summary>The newest state of the charts of one family of curves; deviations in standard deviations.</summary>
internal sealed record DriftChart(
    string Bench,
    string Channel,
    string Family,
    double? Ewma,
    double? EwmaLimit,
    double? Cusum,
    double? CusumLimit,
    bool Alarm,
    string? Since,
    string Golden)
{
    /// <summary>Makes it.</summary>
    public static DriftChart Of(DriftFigure figure) => new(
        figure.Bench,
        figure.Channel,
        DriftView.Word(figure.Family),
        Finite(figure.Ewma?.Statistic),
        Finite(figure.Ewma?.High),
        Finite(figure.Cusum?.Statistic),
        Finite(figure.Cusum?.High),
        figure.IsAlarm,
        figure.Since is { } since ? WebTime.Text(since) : null,
        DriftView.Word(figure.Golden));

    private static double? Finite(double? value) =>
        value is { } known && double.IsFinite(known) ? Math.Round(known, 4) : null;
}
