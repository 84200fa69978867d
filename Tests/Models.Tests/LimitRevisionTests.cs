using System.Collections.Immutable;
using Bench.Models.Files;
using Bench.Models.Limits;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Tests;

public class LimitRevisionTests
{
    private const string Order8 = "run-up/AccZ/OrderCut/order 8";

    private static readonly DateTimeOffset s_at = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Baseline s_first =
        BaselineTeachIn.Learn(Population.PartType, "abc", new Population(1).Good(24), new TeachInOptions());

    private static readonly LimitEdit s_edit = new()
    {
        Curve = Order8,
        From = 3000,
        To = 5000,
        Value = 130,
        EndValue = 134,
        Author = "m.weber",
        At = s_at,
        Reason = "customer agreement 12",
    };

    [Fact]
    public void A_stretch_set_by_hand_decides_there_and_nowhere_else()
    {
        Baseline edited = Edited();

        LimitCurve before = Curve(s_first);
        LimitCurve after = Curve(edited);
        Assert.Equal([130, 131, 132, 133, 134], after.Upper[4..9].Select(value => Math.Round(value, 9)));
        Assert.Equal(before.Upper[..4].Concat(before.Upper[9..]), after.Upper[..4].Concat(after.Upper[9..]));
        Assert.Equal(Verdict.Fail, s_first.Judge(Loud(120)).Verdict);
        Assert.Equal(Verdict.Pass, edited.Judge(Loud(120)).Verdict);
        Assert.Equal(Verdict.Fail, edited.Judge(Loud(135)).Verdict);
    }

    [Fact]
    public void A_version_is_signed_and_names_its_parent()
    {
        Baseline edited = Edited();

        LimitRevision revision = edited.Limits.Revision;
        Assert.Equal((2, "m.weber", s_at, "customer agreement 12"),
            (revision.Version, revision.Author, revision.At, revision.Reason));
        Assert.Equal(s_first.ContentHash, revision.ParentHash);
        Assert.NotEqual(s_first.Id, edited.Id);
        ArgumentException e = Assert.Throws<ArgumentException>(() => edited.With(
            s_first.Limits.With(s_first.NextRevision("a", s_at, "b"), s_edit)));
        Assert.Contains("The limits were made from", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Relearning_keeps_what_was_set_by_hand_and_counts_on()
    {
        Baseline again = BaselineTeachIn.Relearn(
            Edited(), new Population(9).Good(30), new TeachInOptions(), "k.lang", s_at.AddDays(30), "new lot");

        Assert.Equal([130, 131, 132, 133, 134], Curve(again).Upper[4..9].Select(value => Math.Round(value, 9)));
        Assert.NotEqual(Curve(s_first).Upper[0], Curve(again).Upper[0]);
        Assert.Equal(3, again.Limits.Revision.Version);
        Assert.Equal(s_edit, Assert.Single(again.Limits.Edits));
        LimitSet without = again.Limits.Without(again.NextRevision("k.lang", s_at, "agreement ended"), s_edit);
        Assert.Equal(again.Limits.Learned[Index].Upper, again.With(without).Limits.Curves[Index].Upper);
    }

    [Fact]
    public void A_file_keeps_versions_edits_and_verdicts()
    {
        Baseline edited = Edited();
        using MemoryStream stream = new();
        BaselineFile.Save(edited, stream);
        stream.Position = 0;

        Baseline loaded = BaselineFile.Load(stream, "b.json");

        Assert.Equal(edited.Id, loaded.Id);
        Assert.Equal(edited.Limits.Revision, loaded.Limits.Revision);
        Assert.Equal(edited.Limits.Edits.AsEnumerable(), loaded.Limits.Edits.AsEnumerable());
        Assert.Equal(edited.Budget, loaded.Budget);
        Assert.Equal(Verdict.Pass, loaded.Judge(Loud(120)).Verdict);
        Assert.Equal(edited.Judge(Loud(120)).LimitPValue, loaded.Judge(Loud(120)).LimitPValue);
    }

    [Fact]
    public void The_difference_of_two_versions_is_the_stretch_that_moved()
    {
        LimitChange change = Assert.Single(LimitDiff.Between(s_first.Limits, Edited().Limits));

        Assert.Equal((Order8, LimitSide.Above, 3000, 5000), (change.Curve, change.Side, change.From, change.To));
        double[] moved = [.. Enumerable.Range(4, 5).Select(i => Curve(Edited()).Upper[i] - Curve(s_first).Upper[i])];
        Assert.Equal(moved.Max(), change.After - change.Before, 1e-9);
        Assert.Empty(LimitDiff.Between(s_first.Limits, s_first.Limits));
    }

    [Fact]
    public void An_edit_that_does_not_fit_is_refused_with_its_reason()
    {
        Assert.Contains("no author or reason", Refused(s_edit with { Reason = "" }), StringComparison.Ordinal);
        Assert.Contains("fits no curve", Refused(s_edit with { Curve = "x" }), StringComparison.Ordinal);
        Assert.Contains("no position", Refused(s_edit with { From = 3001, To = 3002 }), StringComparison.Ordinal);
        Assert.Contains("on average", Refused(s_edit with { Value = 20 }), StringComparison.Ordinal);
        Assert.Contains("a low value is no fault", Refused(s_edit with { Side = LimitSide.Below }),
            StringComparison.Ordinal);
        Assert.Contains("no finite number", Refused(s_edit with { Value = double.NaN }), StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_forgetting_learns_from_the_newest_motors_only_and_says_so()
    {
        ImmutableArray<GoodMotor> motors = new Population(1).Good(40);

        Baseline forgetting = BaselineTeachIn.Learn(
            Population.PartType, "", motors, new TeachInOptions { NewestMotors = 24 });

        Baseline ofNewest = BaselineTeachIn.Learn(Population.PartType, "", motors[16..], new TeachInOptions());
        Assert.Empty(LimitDiff.Between(ofNewest.Limits, forgetting.Limits));
        Assert.EndsWith("The 16 oldest of 40 motors are forgotten, as declared.", forgetting.Statement,
            StringComparison.Ordinal);
    }

    private static int Index => Population.Definition.Curves.Select((c, i) => (c, i)).First(p => p.c.Key == Order8).i;

    private static LimitCurve Curve(Baseline baseline) => baseline.Limits.Curves[Index];

    private static Baseline Edited() =>
        s_first.With(s_first.Limits.With(s_first.NextRevision("m.weber", s_at, "customer agreement 12"), s_edit));

    private static string Refused(LimitEdit edit) => Assert.Throws<ArgumentException>(() =>
        s_first.Limits.With(s_first.NextRevision("a", s_at, "b"), edit)).Message;

    private static Analysis.Metrics.Measurement Loud(float levelDb) =>
        new Population(1).Motor(500, (curve, values) =>
        {
            if (curve.Key == Order8)
            {
                values.AsSpan(4, 1).Fill(levelDb);
            }
        });
}
