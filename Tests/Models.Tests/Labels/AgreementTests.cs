using Bench.Models.Labels;

namespace Bench.Models.Tests.Labels;

public class AgreementTests
{
    [Fact]
    public void The_textbook_table_gives_its_kappa()
    {
        // 20 both good, 15 both bad, 5 and 10 apart: observed 0.7, by chance 0.5. The standard error is that of the
        // delta method on the multinomial, its gradient taken numerically with numpy.
        (LabelKind, LabelKind)[] pairs =
        [
            .. Pairs(20, LabelKind.ConfirmedGood, LabelKind.ConfirmedGood),
            .. Pairs(5, LabelKind.ConfirmedGood, LabelKind.ConfirmedFault),
            .. Pairs(10, LabelKind.ConfirmedFault, LabelKind.ConfirmedGood),
            .. Pairs(15, LabelKind.ConfirmedFault, LabelKind.ConfirmedFault),
        ];

        var agreement = Agreement.Of([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)]);

        Assert.Equal(0.7, agreement.Observed, 1e-12);
        Assert.Equal(0.5, agreement.ByChance, 1e-12);
        Assert.Equal(0.4, agreement.Kappa, 1e-12);
        Assert.Equal(0.126996062932, agreement.StandardError, 1e-7);
    }

    [Fact]
    public void One_opinion_only_has_no_kappa() =>
        Assert.True(double.IsNaN(Agreement.Of(["good", "good"], ["good", "good"]).Kappa));

    [Fact]
    public void Different_motors_are_refused() =>
        Assert.Throws<ArgumentException>(() => Agreement.Of([1, 2], [1]));

    private static IEnumerable<(LabelKind First, LabelKind Second)> Pairs(int count, LabelKind a, LabelKind b) =>
        Enumerable.Repeat((a, b), count);
}
