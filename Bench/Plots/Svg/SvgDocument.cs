namespace Bench.Plots.Svg;

/// <summary>Where an SVG picture stands.</summary>
public enum SvgDocument
{
    /// <summary>A file of its own, with its style sheet.</summary>
    Standalone,

    /// <summary>Within an HTML page that carries <see cref="SvgStyle.Css"/> once.</summary>
    Inline,
}
