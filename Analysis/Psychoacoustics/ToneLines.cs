namespace Bench.Analysis.Psychoacoustics;

/// <summary>The lines of a narrow-band spectrum in which ISO/PAS 20065:2016 looks for tones.</summary>
internal sealed class ToneLines
{
    /// <summary>Bandwidth of a Hann window in lines.</summary>
    public const double WindowLines = 1.5;

    private const double MarginDb = 6;
    private const double DropDb = 10;
    private const double ConvergedDb = 0.005;
    private const int LeastLinesPerSide = 5;
    private const double LeastSteepnessDbPerOctave = 24;

    private static readonly double s_windowDb = 10 * Math.Log10(WindowLines);

    private readonly double[] _levelsDb;
    private readonly double[] _frequenciesHz;

    public ToneLines(double[] levelsDb, double[] frequenciesHz, double spacingHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacingHz);
        if (levelsDb.Length != frequenciesHz.Length || Array.Exists(levelsDb, double.IsNaN))
        {
            throw new ArgumentException(
                $"A spectrum has as many levels as frequencies and no NaN; given were {levelsDb.Length} levels, " +
                $"{levelsDb.Count(double.IsNaN)} of them NaN, and {frequenciesHz.Length} frequencies.");
        }

        _levelsDb = levelsDb;
        _frequenciesHz = frequenciesHz;
        SpacingHz = spacingHz;
    }

    public double SpacingHz { get; }

    public double FrequencyHz(int line) => _frequenciesHz[line];

    public double Power(int line) => Math.Pow(10, _levelsDb[line] / 10);

    /// <summary>Level of lines together (formulae 7 and 8): the window widens all but a single one.</summary>
    public double LevelDb(int[] lines) => lines.Length == 1
        ? _levelsDb[lines[0]]
        : (10 * Math.Log10(lines.Sum(Power))) - s_windowDb;

    /// <summary>Distinct tones, by frequency (5.3.8, steps 1 and 2).</summary>
    public List<ToneRun> Runs()
    {
        List<ToneRun> runs = [];
        int next = 0;
        while (next < _levelsDb.Length)
        {
            int start = NextMaximum(next);
            next = start + 1;
            int peak = start;
            if (Noise(start) is not { } around)
            {
                continue;
            }

            for (int line = start; line < _levelsDb.Length && _levelsDb[line] > around.LevelDb + MarginDb; line++)
            {
                peak = _levelsDb[line] > _levelsDb[peak] ? line : peak;
                next = line + 1;
            }

            if (Noise(peak) is { } noise && _levelsDb[peak] > noise.LevelDb + MarginDb)
            {
                ToneRun run = Around(peak, noise.LevelDb, noise.Lines);
                if (IsDistinct(run))
                {
                    runs.Add(run);
                }
            }
        }

        return runs;
    }

    private int NextMaximum(int from)
    {
        int line = from;
        while (line + 1 < _levelsDb.Length
            && (_levelsDb[line + 1] > _levelsDb[line] || (line > 0 && _levelsDb[line - 1] > _levelsDb[line])))
        {
            line++;
        }

        return line;
    }

    // Mean level of the lines of the critical band that do not stand out of themselves (formula 6, annex D).
    private (double LevelDb, int[] Lines)? Noise(int peak)
    {
        CriticalBand band = CriticalBand.GeometricallyAround(_frequenciesHz[peak]);
        int[] lines = [.. Enumerable.Range(0, _levelsDb.Length).Where(line => line != peak
            && _frequenciesHz[line] >= band.LowerHz && _frequenciesHz[line] <= band.UpperHz)];
        if (lines.Length == 0)
        {
            return null;
        }

        double level = MeanDb(lines);
        while (true)
        {
            int[] quiet = [.. lines.Where(line => _levelsDb[line] <= level + MarginDb)];
            int left = quiet.Count(line => line < peak);
            if (left < LeastLinesPerSide || quiet.Length - left < LeastLinesPerSide || quiet.Length == lines.Length)
            {
                return (level, lines);
            }

            double before = level;
            (lines, level) = (quiet, MeanDb(quiet));
            if (Math.Abs(level - before) <= ConvergedDb)
            {
                return (level, lines);
            }
        }
    }

    private double MeanDb(int[] lines) => (10 * Math.Log10(lines.Average(Power))) - s_windowDb;

    private ToneRun Around(int peak, double noiseDb, int[] noiseLines)
    {
        double least = Math.Max(noiseDb + MarginDb, _levelsDb[peak] - DropDb);
        int first = peak;
        while (first > 0 && _levelsDb[first - 1] > least)
        {
            first--;
        }

        int last = peak;
        while (last + 1 < _levelsDb.Length && _levelsDb[last + 1] > least)
        {
            last++;
        }

        return new ToneRun(peak, first, last, noiseDb, noiseLines);
    }

    // Narrow enough (formula 9) and steep on both sides (10 and 11).
    private bool IsDistinct(ToneRun run)
    {
        double width = (run.Last - run.First + 1) * SpacingHz;
        return width <= 26 * (1 + (0.001 * _frequenciesHz[run.Peak]))
            && IsSteep(run.Peak, run.First - 1)
            && IsSteep(run.Peak, run.Last + 1);
    }

    private bool IsSteep(int peak, int foot)
    {
        if (foot < 0 || foot >= _levelsDb.Length)
        {
            return true;
        }

        double distance = Math.Abs(_frequenciesHz[peak] - _frequenciesHz[foot]);
        double octaves = Math.Sqrt(2) * distance / _frequenciesHz[peak];
        return (_levelsDb[peak] - _levelsDb[foot]) / octaves >= LeastSteepnessDbPerOctave;
    }
}
