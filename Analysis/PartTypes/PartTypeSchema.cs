using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Bench.Analysis.PartTypes;

/// <summary>The JSON schema (draft 2020-12) of a part type file, as the reader understands it.</summary>
public static class PartTypeSchema
{
    /// <summary>Makes the schema.</summary>
    /// <param name="describe">Words for people about a property or a type; null where there are none.</param>
    public static JsonNode Create(Func<MemberInfo, string?> describe) =>
        PartTypeFile.Options.GetJsonSchemaAsNode(typeof(PartType), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Described(context, node, describe),
        });

    private static JsonNode Described(
        JsonSchemaExporterContext context, JsonNode node, Func<MemberInfo, string?> describe)
    {
        MemberInfo member = context.PropertyInfo?.AttributeProvider as MemberInfo ?? context.TypeInfo.Type;
        if (node is JsonObject schema && describe(member) is { Length: > 0 } words)
        {
            schema.Insert(0, "description", words);
        }

        return node;
    }
}
