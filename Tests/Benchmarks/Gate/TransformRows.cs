using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>The real transform beside FFTW at every length, and beside slower peers at two of them.</summary>
internal static class TransformRows
{
    private static readonly int[] s_lengthsBesideOthers = [4096, 48_000];

    private static readonly TimeSpan s_besideFftw = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan s_besideOthers = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(1);

    /// <summary>Measures and prints.</summary>
    public static void Write(GateTable table, Fftw? fftw, NumpyPeer? numpy)
    {
        if (fftw is null)
        {
            table.WriteAbsent("real FFT, 12 lengths", "FFTW (libfftw3f)");
        }
        else
        {
            WriteBesideFftw(table, fftw);
        }

        foreach (int length in s_lengthsBesideOthers)
        {
            WriteBesideOthers(table, length, numpy);
        }
    }

    private static void WriteBesideFftw(GateTable table, Fftw fftw)
    {
        List<Figure> ratios = [];
        foreach (int length in FftwGoals.Lengths)
        {
            RealFftBenchmarks ours = new() { Length = length };
            ours.Setup();
            AlignedFloats input = new(length);
            AlignedFloats spectrum = new(length + 2);
            Action execute = fftw.Plan(length, input, spectrum);
            ours.Input.Span.CopyTo(input.Span);
            Race race = Race.Run(
                [Contestant.OnThread("ours", ours.Forward), Contestant.OnThread(fftw.Version, execute)],
                s_besideFftw,
                s_slice);
            Figure ratio = race.RatioTo(1);
            ratios.Add(ratio);
            table.Write(
                Subject(length), Duration.Text(race.Seconds(0).Value),
                $"{Duration.Text(race.Seconds(1).Value)} FFTW PATIENT", ratio, "0.00",
                FftwGoals.For(length, fftw));
        }

        double margin = Figure.MedianOf(ratios.Select(ratio => ratio.Margin)).Value;
        Figure median = Figure.MedianOf(ratios.Select(ratio => ratio.Value)) with { Margin = margin };
        table.Write("real FFT, median of these", "", fftw.Version, median, "0.00", FftwGoals.ForMedian(fftw));
    }

    private static void WriteBesideOthers(GateTable table, int length, NumpyPeer? numpy)
    {
        RealFftBenchmarks subject = new() { Length = length };
        subject.SetupPeers();
        List<Contestant> contestants =
        [
            Contestant.OnThread("ours", subject.Forward),
            Contestant.OnThread("ours, window and power", subject.Power),
            Contestant.OnThread("plain reference, double", subject.PlainDouble),
            Contestant.OnThread("MathNet, single", subject.MathNetSingle),
            Contestant.OnThread("MathNet, double", subject.MathNetDouble),
        ];
        if (numpy is not null)
        {
            contestants.Add(numpy.Contestant("rfft", length));
        }

        Race race = Race.Run(contestants, s_besideOthers, s_slice);
        PeerRows.Write(table, Subject(length), race, numpy);
    }

    private static string Subject(int length) =>
        string.Create(CultureInfo.InvariantCulture, $"real FFT {length}");
}
