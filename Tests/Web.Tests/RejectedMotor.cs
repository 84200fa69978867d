using Bench.Web.Live;

namespace Bench.Web.Tests;

/// <summary>
/// A motor that the bench rejected: one is enough for all tests, the first that needs it has it tested.
/// </summary>
internal static class RejectedMotor
{
    public static string SerialNumber { get; } = VirtualMotors.Shift(Recipes.Recipe.Load("7DL").PartType)
        .Last(motor => motor.Defects.Any(defect => defect.Severity >= 0.5)).SerialNumber;

    /// <summary>The id of its test, for addresses.</summary>
    public static async Task<string> IdAsync(Visitor visitor)
    {
        string query =
            $"async () => (await (await fetch('/api/results?serial={SerialNumber}')).json()).items[0]?.id ?? ''";
        string id = await visitor.Page.EvaluateAsync<string>(query);
        if (id.Length == 0)
        {
            await visitor.ScanAsync(SerialNumber);
            await visitor.SeesVerdictOfAsync("FAIL", SerialNumber);
            id = await visitor.Page.EvaluateAsync<string>(query);
        }

        return Uri.EscapeDataString(id);
    }
}
