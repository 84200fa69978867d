using System.Globalization;
using System.Text;

namespace Bench.Plots.Svg;

/// <summary>Collects SVG elements; numbers are short and every text is escaped.</summary>
internal sealed class SvgMarkup
{
    private readonly StringBuilder _text = new();

    public SvgMarkup Raw(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    public void Element(string name, string text) => Raw($"<{name}>{Escape(text)}</{name}>");

    public void Line(string style, double x1, double y1, double x2, double y2) =>
        Raw($"<line class=\"{style}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    public void Rectangle(string style, double x, double y, double width, double height, string hint = "")
    {
        string start = $"<rect class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"";
        Raw(hint.Length == 0 ? start + "/>" : $"{start}><title>{Escape(hint)}</title></rect>");
    }

    public void Circle(string style, double x, double y, double radius) =>
        Raw($"<circle class=\"{style}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>");

    public void Path(string style, string path)
    {
        if (path.Length > 0)
        {
            Raw($"<path class=\"{style}\" d=\"{path}\"/>");
        }
    }

    public void Text(string style, double x, double y, string text, string transform = "")
    {
        string turned = transform.Length == 0 ? "" : $" transform=\"{transform}\"";
        Raw($"<text class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\"{turned}>{Escape(text)}</text>");
    }

    public override string ToString() => _text.ToString();

    /// <summary>A coordinate with two decimals: finer than any screen or printer shows.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Text as XML and HTML take it, in content and in attributes.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                < ' ' => escaped.Append(' '), // control characters are not allowed in XML
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>About how wide a text is, in units of the plot: digits are 0.56 em in the fonts of the stack.</summary>
    public static double Width(string text, double fontSize) => 0.57 * fontSize * text.Length;
}
