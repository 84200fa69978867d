using System.CommandLine;

namespace Bench.Cli;

/// <summary>
/// <c>bench model</c>: from labels and history to a baseline in force, each step with its figures: train, gate, shadow,
/// sign, activate, roll back.
/// </summary>
internal static class ModelCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create() => new(
        "model", "Train limits and models, prove them on the history, put them in force and take them back")
    {
        ModelTrainCommand.Create(),
        ModelListCommand.Create(),
        ModelListCommand.CreateCard(),
        ModelCompareCommand.Create(),
        ModelEvaluateCommand.Create(),
        ModelGateCommand.Create(),
        ModelReleaseCommand.CreateShadow(),
        ModelReleaseCommand.CreateSign(),
        ModelReleaseCommand.CreateActivate(),
        ModelReleaseCommand.CreateRollBack(),
        ModelLabelCommand.Create(),
        ModelLabelCommand.CreateList(),
        ModelDriftCommand.Create(),
        ModelGaugeCommand.Create(),
        ModelTaskCommand.Create(),
    };
}
