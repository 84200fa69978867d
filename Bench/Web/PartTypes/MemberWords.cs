using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bench.Web.PartTypes;

/// <summary>What the documentation file beside an assembly says of its members: the schema's help.</summary>
internal sealed partial class MemberWords
{
    private readonly ImmutableDictionary<string, XElement> _members;

    private MemberWords(ImmutableDictionary<string, XElement> members) => _members = members;

    /// <summary>Reads the file; without it there are no words.</summary>
    public static MemberWords Of(Assembly assembly)
    {
        string file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        return new MemberWords(File.Exists(file)
            ? XDocument.Load(file).Descendants("member")
                .ToImmutableDictionary(member => (string?)member.Attribute("name") ?? "")
            : ImmutableDictionary<string, XElement>.Empty);
    }

    /// <summary>The summary of a property or type; a property of a record is described as its parameter.</summary>
    public string? About(MemberInfo member)
    {
        if (member is Type type)
        {
            return Text(_members.GetValueOrDefault($"T:{type.FullName}")?.Element("summary"));
        }

        string owner = member.DeclaringType?.FullName ?? "";
        return Text(_members.GetValueOrDefault($"P:{owner}.{member.Name}")?.Element("summary"))
            ?? Text(_members.GetValueOrDefault($"T:{owner}")?.Elements("param")
                .FirstOrDefault(parameter => (string?)parameter.Attribute("name") == member.Name));
    }

    private static string? Text(XElement? element) => element is null
        ? null
        : Spaces().Replace(string.Concat(element.Nodes().Select(Words)), " ").Trim();

    private static string Words(XNode node) => node switch
    {
        XElement { IsEmpty: true } reference =>
            ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? "").Split('.', ':')[^1],
        XElement element => string.Concat(element.Nodes().Select(Words)),
        _ => node.ToString(),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
