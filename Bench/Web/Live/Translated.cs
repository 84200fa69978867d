namespace Bench.Web.Live;

/// <summary>A sentence in both languages of the operator's page.</summary>
internal sealed record Translated(string Text, string TextFr);
