using System.Globalization;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>The eleven header lines of a function (dataset 58).</summary>
internal sealed record UffHeader
{
    private const int IdLines = 5;

    private static readonly string[] s_types =
    [
        "function", "time", "autospectrum", "cross spectrum", "frequency response", "transmissibility", "coherence",
        "autocorrelation", "cross correlation", "power spectral density",
    ];

    private static readonly Dictionary<int, string> s_axes = new()
    {
        [17] = "time",
        [18] = "frequency",
        [19] = "speed",
        [20] = "order",
    };

    /// <summary>The function's number in the file, for messages.</summary>
    public required string Place { get; init; }

    public required string Name { get; init; }

    /// <summary>Node and direction of response and reference.</summary>
    public required string Dof { get; init; }

    /// <summary>Number of values, or of pairs.</summary>
    public required int Count { get; init; }

    public required bool IsDouble { get; init; }

    public required bool IsComplex { get; init; }

    public required bool IsEven { get; init; }

    public required double First { get; init; }

    public required double Increment { get; init; }

    /// <summary>Half a unit of the last digit in which the increment was written.</summary>
    public required double IncrementDoubt { get; init; }

    public required int AbscissaType { get; init; }

    public required string AbscissaName { get; init; }

    public required string AbscissaUnit { get; init; }

    public required string OrdinateUnit { get; init; }

    /// <summary>Numbers per value: abscissa where uneven, real and imaginary part where complex.</summary>
    public int Width => (IsEven ? 0 : 1) + (IsComplex ? 2 : 1);

    public static UffHeader Read(UffLines lines, int number)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"function {number}");
        string name = lines.Text($"the name of {place}");
        for (int i = 1; i < IdLines; i++)
        {
            lines.Text($"a header line of {place}");
        }

        string dof = lines.Text($"the place of {place}");
        string form = lines.Text($"the data form of {place}");
        string abscissa = lines.Text($"the abscissa of {place}");
        string ordinate = lines.Text($"the ordinate of {place}");
        lines.Text($"the denominator of {place}");
        lines.Text($"the z axis of {place}");

        UffNumbers fields = new(Encoding.Latin1.GetBytes(form));
        int type = Whole(ref fields, place);
        int count = Whole(ref fields, place);
        int spacing = Whole(ref fields, place);
        fields.Next(out double first);
        fields.Next(out double increment);
        double doubt = Doubt(fields.Last);
        if (type is not (2 or 4 or 5 or 6) || count < 0 || spacing is not (0 or 1))
        {
            throw new RecordingException($"{place} has the data form \"{form.Trim()}\", which is none of dataset 58");
        }

        int abscissaType = Integer(abscissa, 0, 10);
        return new UffHeader
        {
            Place = place,
            Name = NameOf(name, dof, place),
            Dof = DofOf(dof),
            Count = count,
            IsDouble = type is 4 or 6,
            IsComplex = type is 5 or 6,
            IsEven = spacing == 1,
            First = double.IsFinite(first) ? first : 0,
            Increment = increment,
            IncrementDoubt = doubt,
            AbscissaType = abscissaType,
            AbscissaName = Label(abscissa, 26) is { Length: > 0 } label ? label
                : s_axes.GetValueOrDefault(abscissaType, "abscissa"),
            AbscissaUnit = Label(abscissa, 47),
            OrdinateUnit = Label(ordinate, 47),
        };
    }

    /// <summary>
    /// The sample rate. Six digits of the interval do not say a rate such as 51 200 Hz; where they leave exactly one
    /// whole-numbered rate, that is the one meant.
    /// </summary>
    public double? RateHz(out string? note)
    {
        note = null;
        if (!(Increment > 0) || !double.IsFinite(1 / Increment))
        {
            return null;
        }

        double rate = 1 / Increment;
        double whole = Math.Round(rate);
        double doubt = IncrementDoubt / Increment * rate;
        if (rate == whole || doubt > 0.5 || Math.Abs(rate - whole) > 1.01 * doubt)
        {
            return rate;
        }

        note = string.Create(
            CultureInfo.InvariantCulture,
            $"The interval {Increment:0.########E+0} s is written with few digits; {whole:0} Hz is taken.");
        return whole;
    }

    public RecordingException CutOff(long values) =>
        new($"{Place} claims {Count} values, but {values} numbers follow: it is cut off");

    private static int Whole(ref UffNumbers fields, string place) =>
        fields.Next(out double value) && value == Math.Truncate(value) && Math.Abs(value) <= int.MaxValue
            ? (int)value
            : throw new RecordingException($"{place} has no data form: it is damaged");

    private static double Doubt(ReadOnlySpan<byte> number)
    {
        int exponentAt = number.IndexOfAny("EeDd"u8);
        ReadOnlySpan<byte> mantissa = exponentAt < 0 ? number : number[..exponentAt];
        int exponent = 0;
        if (exponentAt >= 0)
        {
            _ = int.TryParse(
                number[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
        }

        int point = mantissa.IndexOf((byte)'.');
        int decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        return 0.5 * Math.Pow(10, exponent - decimals);
    }

    private static string NameOf(string id, string dof, string place)
    {
        string name = Meaningful(id);
        if (name.Length > 0)
        {
            return name;
        }

        string entity = Meaningful(Field(dof, 31, 10));
        int type = Integer(dof, 0, 5);
        return entity.Length > 0 ? entity : $"{s_types[type > 0 && type < s_types.Length ? type : 0]} {place[9..]}";
    }

    private static string DofOf(string line)
    {
        string response = End(line, 41);
        string reference = End(line, 66);
        return (response.Length, reference.Length) switch
        {
            (0, 0) => "",
            (_, 0) => $"at {response}",
            _ => $"at {response} from {reference}",
        };
    }

    private static string End(string line, int start)
    {
        int node = Integer(line, start, 10);
        int direction = Integer(line, start + 10, 4);
        string axis = Math.Abs(direction) switch
        {
            1 => "X",
            2 => "Y",
            3 => "Z",
            4 => "RX",
            5 => "RY",
            6 => "RZ",
            _ => "",
        };
        string sign = axis.Length == 0 ? "" : direction < 0 ? "-" : "+";
        return node == 0 && axis.Length == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{node}{sign}{axis}");
    }

    private static string Label(string line, int start) => Meaningful(Field(line, start, 20));

    private static string Meaningful(string text)
    {
        text = new string([.. text.Where(c => !char.IsControl(c))]).Trim();
        return text is "NONE" or "None" or "none" ? "" : text;
    }

    private static int Integer(string line, int start, int width) =>
        int.TryParse(Field(line, start, width), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            ? value
            : 0;

    private static string Field(string line, int start, int width) =>
        start >= line.Length ? "" : line.Substring(start, Math.Min(width, line.Length - start));
}
