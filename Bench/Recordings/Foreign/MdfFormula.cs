using System.Globalization;

namespace Bench.Recordings.Foreign;

/// <summary>
/// A formula of ASAM MCD-2 MC as MDF holds it, such as "(X-4)*2.5e-3" or "sqrt(X1)": numbers, the raw value X, sums,
/// products, powers as pow(a,b) or a**b, parentheses and functions. Read once into a tree of functions.
/// </summary>
internal sealed class MdfFormula
{
    private const int DeepestNesting = 64;
    private const int Longest = 1 << 12;

    private static readonly Dictionary<string, Func<double, double>> s_functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["abs"] = Math.Abs,
        ["acos"] = Math.Acos,
        ["arccos"] = Math.Acos,
        ["arcsin"] = Math.Asin,
        ["arctan"] = Math.Atan,
        ["asin"] = Math.Asin,
        ["atan"] = Math.Atan,
        ["cos"] = Math.Cos,
        ["cosh"] = Math.Cosh,
        ["exp"] = Math.Exp,
        ["ln"] = Math.Log,
        ["log"] = Math.Log,
        ["log10"] = Math.Log10,
        ["sin"] = Math.Sin,
        ["sinh"] = Math.Sinh,
        ["sqrt"] = Math.Sqrt,
        ["tan"] = Math.Tan,
        ["tanh"] = Math.Tanh,
    };

    private readonly string _text;
    private int _at;
    private int _depth;

    private MdfFormula(string text)
    {
        _text = text;
    }

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormatException">It has something else; the message is the end of a sentence.</exception>
    public static Func<double, double> Parse(string text)
    {
        if (text.Length > Longest)
        {
            throw new FormatException($"of {text.Length} characters, more than {Longest}");
        }

        MdfFormula formula = new(text);
        Func<double, double> value = formula.Sum();
        return formula.Next() == '\0' ? value : throw formula.Unexpected();
    }

    private Func<double, double> Sum()
    {
        Func<double, double> left = Product();
        while (Next() is '+' or '-')
        {
            char sign = _text[_at++];
            Func<double, double> first = left;
            Func<double, double> second = Product();
            left = sign == '+' ? x => first(x) + second(x) : x => first(x) - second(x);
        }

        return left;
    }

    private Func<double, double> Product()
    {
        Func<double, double> left = Signed();
        while (Next() is '*' or '/')
        {
            char sign = _text[_at++];
            Func<double, double> first = left;
            Func<double, double> second = Signed();
            left = sign == '*' ? x => first(x) * second(x) : x => first(x) / second(x);
        }

        return left;
    }

    private Func<double, double> Signed()
    {
        if (++_depth > DeepestNesting)
        {
            throw new FormatException($"nested more than {DeepestNesting} deep");
        }

        char next = Next();
        Func<double, double> value;
        if (next is '+' or '-')
        {
            _at++;
            Func<double, double> inner = Signed();
            value = next == '-' ? x => -inner(x) : inner;
        }
        else
        {
            value = Power();
        }

        _depth--;
        return value;
    }

    private Func<double, double> Power()
    {
        Func<double, double> number = Atom();
        if (Next() != '*' || _at + 1 >= _text.Length || _text[_at + 1] != '*')
        {
            return number;
        }

        _at += 2;
        Func<double, double> exponent = Signed();
        return x => Math.Pow(number(x), exponent(x));
    }

    private Func<double, double> Atom()
    {
        char next = Next();
        if (next == '(')
        {
            _at++;
            Func<double, double> inner = Sum();
            Expect(')');
            return inner;
        }

        return char.IsAsciiDigit(next) || next == '.' ? Number()
            : char.IsAsciiLetter(next) ? Named()
            : throw Unexpected();
    }

    private Func<double, double> Number()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.' || IsExponent(start)))
        {
            _at++;
        }

        return double.TryParse(
            _text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? _ => value
            : throw Unexpected();
    }

    private bool IsExponent(int start) => _at > start
        && (_text[_at] is 'e' or 'E' || (_text[_at] is '+' or '-' && _text[_at - 1] is 'e' or 'E'));

    private Func<double, double> Named()
    {
        int start = _at;
        while (_at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        string name = _text[start.._at];
        if (name.ToUpperInvariant() is "X" or "X1")
        {
            return x => x;
        }

        if (Next() != '(')
        {
            throw new FormatException($"with \"{name}\", which is not known");
        }

        _at++;
        Func<double, double> first = Sum();
        Func<double, double>? second = null;
        if (Next() == ',')
        {
            _at++;
            second = Sum();
        }

        Expect(')');
        return (s_functions.GetValueOrDefault(name), second) switch
        {
            ({ } function, null) => x => function(first(x)),
            (null, { } power) when name.Equals("pow", StringComparison.OrdinalIgnoreCase) =>
                x => Math.Pow(first(x), power(x)),
            _ => throw new FormatException($"with the function {name}, which is not known"),
        };
    }

    private char Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private void Expect(char wanted)
    {
        if (Next() != wanted)
        {
            throw Unexpected();
        }

        _at++;
    }

    private FormatException Unexpected() =>
        new(_at < _text.Length ? $"with an unexpected \"{_text[_at]}\" at {_at + 1}" : "that ends too early");
}
