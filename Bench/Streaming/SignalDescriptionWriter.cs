using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>The two ways of saying the same facts.</summary>
public enum StreamDialect
{
    /// <summary>openDAQ/streaming-protocol-lt, apiVersion 1.5.0.</summary>
    V15,

    /// <summary>openDAQ/ws-streaming and the openDAQ SDK, apiVersion 2.0.0.</summary>
    V20,
}

/// <summary>Writes the parameters of `signal`.</summary>
public static class SignalDescriptionWriter
{
    /// <summary>
    /// Writes a description. In 2.0 the facts are said twice, in "definition" and in "interpretation": the public
    /// client of that dialect reads rule, unit and origin from the latter only.
    /// </summary>
    public static JsonObject Write(SignalDescription signal, StreamDialect dialect)
    {
        var parameters = new JsonObject { ["tableId"] = signal.TableId };
        if (signal.ValueIndex is { } valueIndex)
        {
            parameters["valueIndex"] = valueIndex;
        }

        parameters["definition"] = Definition(signal);
        if (signal.DomainId.Length > 0 && dialect == StreamDialect.V15)
        {
            parameters["relatedSignals"] =
                new JsonArray(new JsonObject { ["type"] = "domain", ["signalId"] = signal.DomainId });
        }

        if (dialect == StreamDialect.V20)
        {
            parameters["interpretation"] = Interpretation(signal);
        }

        return parameters;
    }

    private static JsonObject Definition(SignalDescription signal)
    {
        var definition = new JsonObject
        {
            ["name"] = signal.Name,
            ["dataType"] = NameOf(signal.DataType),
            ["rule"] = NameOf(signal.Rule),
            ["unit"] = new JsonObject
            {
                ["displayName"] = signal.Unit,
                ["unitId"] = signal.UnitId,
                ["quantity"] = signal.UnitQuantity,
            },
        };
        if (signal.Rule == SignalRule.Linear)
        {
            definition["linear"] = new JsonObject { ["delta"] = signal.Delta };
        }

        if (signal.ResolutionDenominator != 0)
        {
            definition["resolution"] = new JsonObject
            {
                ["num"] = signal.ResolutionNumerator,
                ["denom"] = signal.ResolutionDenominator,
            };
        }

        if (signal.Origin.Length > 0)
        {
            definition["absoluteReference"] = signal.Origin;
        }

        if (signal.Scale != 1 || signal.Offset != 0)
        {
            definition["postScaling"] = new JsonObject { ["scale"] = signal.Scale, ["offset"] = signal.Offset };
        }

        if (signal is { RangeLow: { } low, RangeHigh: { } high })
        {
            definition["range"] = new JsonObject { ["low"] = low, ["high"] = high };
        }

        return definition;
    }

    private static JsonObject Interpretation(SignalDescription signal)
    {
        JsonObject? rule = signal.Rule == SignalRule.Linear
            ? new JsonObject { ["delta"] = signal.Delta, ["start"] = 0 }
            : null;
        var interpretation = new JsonObject
        {
            ["sig_name"] = signal.Name,
            ["sig_desc"] = "",
            ["desc_name"] = signal.Name,
            ["rule"] = new JsonObject { ["type"] = (int)signal.Rule, ["parameters"] = rule },
            ["unit"] = new JsonObject
            {
                ["id"] = signal.UnitId,
                ["name"] = signal.Unit,
                ["quantity"] = signal.UnitQuantity,
                ["symbol"] = signal.Unit,
            },
        };
        if (signal.Origin.Length > 0)
        {
            interpretation["origin"] = signal.Origin;
        }

        return interpretation;
    }

    private static string NameOf(SignalRule rule) => rule switch
    {
        SignalRule.Linear => "linear",
        SignalRule.Constant => "constant",
        SignalRule.Explicit => "explicit",
        SignalRule.Unknown or _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A rule must be given."),
    };

    private static string NameOf(StreamDataType type) => type switch
    {
        StreamDataType.Int16 => "int16",
        StreamDataType.Int32 => "int32",
        StreamDataType.Int64 => "int64",
        StreamDataType.UInt64 => "uint64",
        StreamDataType.Real32 => "real32",
        StreamDataType.Real64 => "real64",
        _ => throw new ArgumentOutOfRangeException(
            nameof(type), type, "Only int16, int32, int64, uint64, real32, real64."),
    };
}
