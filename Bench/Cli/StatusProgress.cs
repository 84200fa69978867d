using System.Globalization;
using Bench.Analysis.PartTypes;
using Bench.Testing;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Shows the step and the remaining seconds of a running test, ten times a second at most.</summary>
internal sealed class StatusProgress(StatusContext status, PartType partType) : IProgress<RunProgress>
{
    private long _shownTenths = -1;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        if (value.Verdict is { } verdict)
        {
            status.Status = Markup.Escape($"{value.SerialNumber}: {verdict}");
            return;
        }

        long tenths = (long)(value.Seconds * 10);
        if (tenths == _shownTenths)
        {
            return;
        }

        _shownTenths = tenths;
        status.Status = Markup.Escape(string.Create(
            CultureInfo.InvariantCulture,
            $"{value.SerialNumber}: {StepAt(value.Seconds)}, {value.Seconds:0.0} of {value.OfSeconds:0.0} s"));
    }

    private string StepAt(double seconds)
    {
        double end = 0;
        foreach (TestStep step in partType.Steps)
        {
            end += step.DurationSeconds;
            if (seconds < end)
            {
                return step.Name;
            }
        }

        return "verdict";
    }
}
