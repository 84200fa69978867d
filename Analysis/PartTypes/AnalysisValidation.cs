using System.Globalization;

namespace Bench.Analysis.PartTypes;

/// <summary>
/// Checks the list of analyses: each must be possible with the steps and channels it names. A grid that a step does
/// not reach would leave missing values, and with them no motor could ever pass.
/// </summary>
internal static class AnalysisValidation
{
    /// <summary>More points than this in one curve are a typing error.</summary>
    private const int MostPoints = 20_000;

    private const double MostOrder = 1000;

    public static void Check(ValueCheck check, PartType partType)
    {
        check.Count("analyses", partType.Analyses.Length, 1, 1000);
        HashSet<string> results = new(StringComparer.Ordinal);
        for (int i = 0; i < partType.Analyses.Length; i++)
        {
            Request request = new(check, partType, $"analyses[{i}]", partType.Analyses[i]);
            request.CheckReferences();
            request.CheckKind();
            request.CheckUnique(results);
        }
    }

    private sealed class Request(ValueCheck check, PartType partType, string path, AnalysisRequest analysis)
    {
        private IEnumerable<TestStep> Steps =>
            analysis.Steps.Select(name => partType.Steps.First(step => step.Name == name));

        private IEnumerable<Channel> Channels =>
            analysis.Channels.Select(id => partType.Channels.First(channel => channel.Id == id));

        private double LowestNyquistHz => Channels.Min(channel => channel.SampleRateHz) / 2;

        public void CheckReferences()
        {
            check.Count($"{path}.steps", analysis.Steps.Length, 1, 100);
            check.Count($"{path}.channels", analysis.Channels.Length, 1, 64);
            check.Unique($"{path}.steps", "", analysis.Steps);
            check.Unique($"{path}.channels", "", analysis.Channels);
            string steps = string.Join(", ", partType.Steps.Select(step => step.Name));
            for (int i = 0; i < analysis.Steps.Length; i++)
            {
                string name = analysis.Steps[i];
                check.That(
                    partType.Steps.Any(
                        step => step.Name == name), $"{path}.steps[{i}]", name, $"the name of a step: {steps}");
            }

            string ids = string.Join(
                ", ", partType.Channels.Where(
                    channel => channel.Quantity != Quantity.Tacho).Select(channel => channel.Id));
            for (int i = 0; i < analysis.Channels.Length; i++)
            {
                string id = analysis.Channels[i];
                check.That(
                    partType.Channels.Any(channel => channel.Id == id && channel.Quantity != Quantity.Tacho),
                    $"{path}.channels[{i}]",
                    id,
                    $"the id of a channel other than the tacho's: {ids}");
            }
        }

        public void CheckKind()
        {
            switch (analysis)
            {
                case OrderCutRequest cut:
                    CheckOrderCut(cut);
                    break;
                case OrderSpectrumRequest orders:
                    CheckOrderAxis(orders.MaxOrder, orders.StepOrders);
                    CheckTurning();
                    CheckNyquist(
                        $"{path}.maxOrder", orders.MaxOrder, Steps.Max(step => Math.Max(step.StartRpm, step.EndRpm)));
                    break;
                case SpectrumRequest spectrum:
                    check.That(
                        spectrum.BandsPerOctave is 1 or 3 or 6 or 12,
                        $"{path}.bandsPerOctave",
                        spectrum.BandsPerOctave,
                        "1, 3, 6 or 12");
                    CheckBand(spectrum.FromHz, spectrum.ToHz);
                    break;
                case EnvelopeSpectrumRequest envelope:
                    CheckOrderAxis(envelope.MaxOrder, envelope.StepOrders);
                    CheckTurning();
                    CheckBand(envelope.FromHz, envelope.ToHz);
                    break;
                case PhaseCurrentRequest:
                    check.Count($"{path}.channels", analysis.Channels.Length, 3, 3);
                    CheckCurrents();
                    break;
                case SwitchingLineRequest line:
                    check.AboveUpTo($"{path}.searchShare", line.SearchShare, 0, 0.5);
                    CheckCurrents();
                    double highest = partType.Machine.SwitchingFrequencyHz * (1 + line.SearchShare);
                    check.That(
                        highest < LowestNyquistHz,
                        $"{path}.searchShare",
                        line.SearchShare,
                        Text($"a search up to less than half of the sample rate, {LowestNyquistHz} Hz"));
                    break;
                case MetricRequest metric:
                    new MetricValidation(check, path, [.. Steps], [.. Channels]).Check(metric);
                    break;
            }
        }

        /// <summary>Two analyses must not give the same result twice.</summary>
        public void CheckUnique(HashSet<string> results)
        {
            foreach (string step in analysis.Steps)
            {
                foreach (string channel in analysis.Channels)
                {
                    IEnumerable<string> names = analysis switch
                    {
                        OrderCutRequest cut =>
                            cut.Orders.Select(order => string.Create(CultureInfo.InvariantCulture, $"order {order}")),
                        MetricRequest metric => metric.CurveNames,
                        _ => [""],
                    };
                    foreach (string name in names)
                    {
                        check.That(
                            results.Add($"{analysis.GetType().Name}/{step}/{channel}/{name}"),
                            path,
                            name.Length == 0 ? $"{step}, {channel}" : $"{step}, {channel}, {name}",
                            "each result once, but an earlier analysis has it already");
                    }
                }
            }
        }

        private void CheckOrderCut(OrderCutRequest cut)
        {
            check.Count($"{path}.orders", cut.Orders.Length, 1, 500);
            check.Unique($"{path}.orders", "", cut.Orders);
            for (int i = 0; i < cut.Orders.Length; i++)
            {
                check.AboveUpTo($"{path}.orders[{i}]", cut.Orders[i], 0, MostOrder);
                CheckNyquist($"{path}.orders[{i}]", cut.Orders[i], cut.ToRpm);
            }

            check.AboveUpTo($"{path}.bandwidthOrders", cut.BandwidthOrders, 0, 10);
            check.That(cut.FromRpm > 0, $"{path}.fromRpm", cut.FromRpm, "more than 0");
            check.That(cut.ToRpm > cut.FromRpm, $"{path}.toRpm", cut.ToRpm, Text($"more than fromRpm, {cut.FromRpm}"));
            double range = cut.ToRpm - cut.FromRpm;
            check.That(
                cut.StepRpm >= range / MostPoints && cut.StepRpm <= range,
                $"{path}.stepRpm",
                cut.StepRpm,
                Text($"{range / MostPoints}-{range}"));
            foreach (TestStep step in Steps)
            {
                double lowest = Math.Min(step.StartRpm, step.EndRpm);
                double highest = Math.Max(step.StartRpm, step.EndRpm);
                check.That(
                    step.Kind is StepKind.RunUp or StepKind.CoastDown,
                    $"{path}.steps",
                    step.Name,
                    "a run-up or coast-down: an order cut needs a changing speed");
                check.That(
                    cut.FromRpm >= lowest,
                    $"{path}.fromRpm",
                    cut.FromRpm,
                    Text($"{lowest} or more, the lowest speed of step \"{step.Name}\""));
                check.That(
                    cut.ToRpm <= highest,
                    $"{path}.toRpm",
                    cut.ToRpm,
                    Text($"{highest} or less, the highest speed of step \"{step.Name}\""));
            }
        }

        private void CheckOrderAxis(double maxOrder, double stepOrders)
        {
            check.AboveUpTo($"{path}.maxOrder", maxOrder, 0, MostOrder);
            check.That(
                stepOrders >= maxOrder / MostPoints && stepOrders <= maxOrder,
                $"{path}.stepOrders",
                stepOrders,
                Text($"{maxOrder / MostPoints}-{maxOrder}"));
        }

        private void CheckTurning()
        {
            foreach (TestStep step in Steps)
            {
                check.That(
                    step.Kind != StepKind.Standstill, $"{path}.steps", step.Name, "a step in which the shaft turns");
            }
        }

        private void CheckNyquist(string at, double order, double speedRpm)
        {
            double frequency = order * speedRpm / 60;
            check.That(
                frequency < LowestNyquistHz,
                at,
                order,
                Text($"less than {LowestNyquistHz * 60 / speedRpm:0.##}, half of the sample rate at {speedRpm} rpm"));
        }

        private void CheckBand(double fromHz, double toHz)
        {
            check.That(fromHz > 0, $"{path}.fromHz", fromHz, "more than 0");
            check.That(toHz > fromHz, $"{path}.toHz", toHz, Text($"more than fromHz, {fromHz}"));
            check.That(
                toHz < LowestNyquistHz, $"{path}.toHz", toHz, Text(
                    $"less than half of the sample rate, {LowestNyquistHz}"));
        }

        private void CheckCurrents()
        {
            for (int i = 0; i < analysis.Channels.Length; i++)
            {
                string id = analysis.Channels[i];
                check.That(
                    partType.Channels.First(channel => channel.Id == id).Quantity == Quantity.Current,
                    $"{path}.channels[{i}]",
                    id,
                    "a channel of quantity current");
            }
        }

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
