using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>
/// Reads the parameters of `signal` in both dialects. What is missing, of another type or impossible keeps its default:
/// a strange signal that nobody asked for must not end the session.
/// </summary>
internal static class SignalDescriptionReader
{
    /// <summary>
    /// Largest sample that is believed; a CAN-FD frame has 69 bytes, a spectrum as one sample some 100 kB.
    /// </summary>
    private const long LargestSample = 16 << 20;

    /// <summary>Reads a description.</summary>
    public static SignalDescription Read(JsonNode? parameters)
    {
        JsonNode? definition = parameters.Member("definition");
        JsonNode? interpretation = parameters.Member("interpretation");
        JsonNode? unit = definition.Member("unit");
        JsonNode? otherUnit = interpretation.Member("unit");
        JsonNode? resolution = definition.Member("resolution");
        JsonNode? scaling = definition.Member("postScaling");
        long values = Values(definition);
        StreamDataType type = DataType(definition);
        return new SignalDescription
        {
            TableId = parameters.Member("tableId").AsText() ?? "",
            DomainId = DomainId(parameters),
            ValueIndex = parameters.Member("valueIndex").AsInt64(),
            Name = definition.Member("name").AsText() ?? interpretation.Member("sig_name").AsText() ?? "",
            DataType = type,
            SampleBytes = (int)SampleBytes(definition, 0),
            SampleValues = (int)values,
            Rule = Rule(definition, interpretation),
            Delta = definition.Member("linear").Member("delta").AsInt64()
                ?? interpretation.Member("rule").Member("parameters").Member("delta").AsInt64() ?? 0,
            ResolutionNumerator = resolution.Member("num").AsInt64() ?? 0,
            ResolutionDenominator = resolution.Member("denom").AsInt64() ?? 0,
            Unit = unit.Member("displayName").AsText() ?? otherUnit.Member("symbol").AsText() ?? "",
            UnitQuantity = unit.Member("quantity").AsText() ?? otherUnit.Member("quantity").AsText() ?? "",
            UnitId = (int)(unit.Member("unitId").AsInt64() ?? otherUnit.Member("id").AsInt64() ?? -1),
            Origin = definition.Member("absoluteReference").AsText() ?? interpretation.Member("origin").AsText()
                ?? definition.Member("origin").AsText() ?? "",
            Scale = scaling.Member("scale").AsDouble() ?? 1,
            Offset = scaling.Member("offset").AsDouble() ?? 0,
            RangeLow = definition.Member("range").Member("low").AsDouble(),
            RangeHigh = definition.Member("range").Member("high").AsDouble(),
        };
    }

    private static string DomainId(JsonNode? parameters)
    {
        if (parameters.Member("relatedSignals") is JsonArray related)
        {
            foreach (JsonNode? signal in related)
            {
                if (signal.Member("type").AsText() is "domain" or "time")
                {
                    return signal.Member("signalId").AsText() ?? "";
                }
            }
        }

        return "";
    }

    private static SignalRule Rule(JsonNode? definition, JsonNode? interpretation) =>
        definition.Member("rule").AsText() switch
        {
            "linear" => SignalRule.Linear,
            "constant" => SignalRule.Constant,
            "explicit" => SignalRule.Explicit,
            _ => interpretation.Member("rule").Member("type").AsInt64() switch
            {
                1 => SignalRule.Linear,
                2 => SignalRule.Constant,
                3 => SignalRule.Explicit,
                _ => SignalRule.Unknown,
            },
        };

    private static StreamDataType DataType(JsonNode? member) => member.Member("dataType").AsText() switch
    {
        "int8" => StreamDataType.Int8,
        "uint8" => StreamDataType.UInt8,
        "int16" => StreamDataType.Int16,
        "uint16" => StreamDataType.UInt16,
        "int32" => StreamDataType.Int32,
        "uint32" => StreamDataType.UInt32,
        "int64" => StreamDataType.Int64,
        "uint64" => StreamDataType.UInt64,
        "real32" => StreamDataType.Real32,
        "real64" => StreamDataType.Real64,
        "complex32" => StreamDataType.Complex32,
        "complex64" => StreamDataType.Complex64,
        "int128" => StreamDataType.Int128,
        "uint128" => StreamDataType.UInt128,
        "struct" => StreamDataType.Struct,
        "bitField" => StreamDataType.BitField,
        _ => StreamDataType.Unknown,
    };

    /// <summary>Bytes of one sample of a member, its dimensions included; 0 where unknown or beyond belief.</summary>
    private static long SampleBytes(JsonNode? member, int depth)
    {
        // The metadata's own depth limit bounds the recursion; this only guards against a caller without one.
        if (depth > 64)
        {
            return 0;
        }

        long bytes = DataType(member) switch
        {
            StreamDataType.Int8 or StreamDataType.UInt8 => 1,
            StreamDataType.Int16 or StreamDataType.UInt16 => 2,
            StreamDataType.Int32 or StreamDataType.UInt32 or StreamDataType.Real32 => 4,
            StreamDataType.Int64 or StreamDataType.UInt64 or StreamDataType.Real64 or StreamDataType.Complex32 => 8,
            StreamDataType.Complex64 or StreamDataType.Int128 or StreamDataType.UInt128 => 16,
            StreamDataType.Struct => StructBytes(member.Member("struct"), depth),
            StreamDataType.BitField => SampleBytes(member.Member("bitField"), depth + 1),
            _ => 0,
        };
        bytes *= Values(member);
        return bytes <= LargestSample ? bytes : 0;
    }

    private static long StructBytes(JsonNode? members, int depth)
    {
        long sum = 0;
        foreach (JsonNode? member in members as JsonArray ?? [])
        {
            long bytes = SampleBytes(member, depth + 1);
            if (bytes == 0 || sum > LargestSample)
            {
                return 0;
            }

            sum += bytes;
        }

        return sum;
    }

    /// <summary>
    /// Product of the dimensions' sizes; 1 without dimensions, 0 where one is unknown or beyond belief.
    /// </summary>
    private static long Values(JsonNode? member)
    {
        long product = 1;
        foreach (JsonNode? dimension in member.Member("dimensions") as JsonArray ?? [])
        {
            long size = dimension.Member("linear").Member("size").AsInt64() ?? dimension.Member("size").AsInt64() ?? 0;
            if (size < 1 || size > LargestSample)
            {
                return 0;
            }

            product = Math.Min(product * size, LargestSample + 1);
        }

        return product <= LargestSample ? product : 0;
    }
}
