using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bench.Models.Labels;
using Bench.Recipes;
using Bench.Results;

namespace Bench.ModelWork;

/// <summary>
/// Motors whose fault people have confirmed, with the values of their newest test: what every new model must still
/// find. A motor about which people disagree is not in it.
/// </summary>
/// <param name="Faults">The faults, in the order of the serial numbers.</param>
internal sealed record FaultLibrary(ImmutableArray<KnownFault> Faults)
{
    /// <summary>
    /// First 12 hexadecimal digits of the SHA-256 over motors, causes and tests: the same library, the same id.
    /// </summary>
    public string Id
    {
        get
        {
            string text = string.Join('\n', Faults.Select(f => $"{f.Run.SerialNumber}\t{f.Cause}\t{f.Run.Id}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
        }
    }

    /// <summary>Gathers the confirmed faults of a recipe's history.</summary>
    public static FaultLibrary Of(ResultStore store, Recipe recipe)
    {
        Dictionary<string, string> causes = new(StringComparer.Ordinal);
        foreach (IGrouping<string, MotorLabel> motor in store.Labels().GroupBy(label => label.SerialNumber))
        {
            MotorLabel[] opinions = [.. motor.GroupBy(label => label.Author).Select(group => group.Last())];
            if (opinions.FirstOrDefault(label => label.Kind == LabelKind.ConfirmedFault) is { } fault
                && opinions.All(label => label.Kind != LabelKind.ConfirmedGood))
            {
                causes[motor.Key] = fault.Cause.Length > 0 ? fault.Cause : "cause not named";
            }
        }

        Dictionary<string, HistoryRun> newest = new(StringComparer.Ordinal);
        foreach (HistoryRun run in store.History(recipe.PartType.Name, recipe.Analyzer.Definition))
        {
            if (causes.ContainsKey(run.SerialNumber) && LearningSet.IsComplete(run.Measurement))
            {
                newest[run.SerialNumber] = run;
            }
        }

        return new FaultLibrary(
        [
            .. newest.Values
                .OrderBy(run => run.SerialNumber, StringComparer.Ordinal)
                .Select(run => new KnownFault(causes[run.SerialNumber], run)),
        ]);
    }
}

/// <summary>A confirmed fault.</summary>
/// <param name="Cause">What it was.</param>
/// <param name="Run">The motor's newest test.</param>
internal sealed record KnownFault(string Cause, HistoryRun Run);
