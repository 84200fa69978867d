using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>A subscribed signal as the session knows it.</summary>
public sealed class StreamSignal
{
    private static readonly string[] s_sections = ["tableId", "valueIndex", "relatedSignals"];
    private static readonly string[] s_definition =
    [
        "name", "dataType", "rule", "linear", "constant", "unit", "resolution", "absoluteReference", "origin", "range",
        "postScaling", "dimensions", "struct", "bitField",
    ];

    private static readonly string[] s_interpretation = ["rule", "unit", "origin", "sig_name"];

    private readonly JsonObject _facts = [];

    internal StreamSignal(int number, string id)
    {
        Number = number;
        Id = id;
    }

    /// <summary>Number by which its packets are known in this session.</summary>
    public int Number { get; }

    /// <summary>Its id, such as "/EolBench/IO/AI0/Sig/AccA".</summary>
    public string Id { get; }

    /// <summary>What its metadata says; null until the first `signal`.</summary>
    public SignalDescription? Description { get; private set; }

    /// <summary>
    /// False after the server withdrew it. Public servers go on sending its data all the same; the data is consistent,
    /// but no longer promised.
    /// </summary>
    public bool IsAvailable { get; internal set; } = true;

    /// <summary>
    /// Signal that gives its instants, as found when the table of signals had <see cref="DomainVersion"/>.
    /// </summary>
    internal StreamSignal? Domain { get; set; }

    /// <summary>See <see cref="Domain"/>.</summary>
    internal int DomainVersion { get; set; } = -1;

    /// <summary>Table row of the next value.</summary>
    public long NextIndex { get; internal set; }

    /// <summary>Whether a (row, tick) pair arrived; for signals with a linear rule.</summary>
    public bool HasPosition { get; private set; }

    /// <summary>Row of the last (row, tick) pair.</summary>
    public long PositionIndex { get; private set; }

    /// <summary>Tick of the last (row, tick) pair.</summary>
    public long PositionTick { get; private set; }

    /// <summary>Raw bytes of the latest value of a signal with a constant rule, up to 8, little-endian.</summary>
    public long ConstantValue { get; internal set; }

    /// <summary>Instants of an explicit time signal: the last packet's, in the order of rows.</summary>
    internal TickBuffer Ticks { get; } = new();

    /// <summary>Whether packets of this signal are the instants of others.</summary>
    internal bool KeepsTicks => Description is { Rule: SignalRule.Explicit, IsTime: true, SampleBytes: 8 };

    internal void SetPosition(long index, long tick)
    {
        HasPosition = true;
        PositionIndex = index;
        PositionTick = tick;
    }

    /// <summary>
    /// Takes a `signal` in. An update may carry only what changed. The row of the next value counts in the first one;
    /// later it is taken only where it is larger: one public server repeats its initial 0 in every update, and a
    /// larger one says that rows were lost, which must show.
    /// </summary>
    internal void Describe(JsonNode? parameters)
    {
        Merge(_facts, parameters, s_sections);
        Merge(Section("definition"), parameters.Member("definition"), s_definition);
        Merge(Section("interpretation"), parameters.Member("interpretation"), s_interpretation);
        bool isFirst = Description is null;
        Description = SignalDescriptionReader.Read(_facts);
        long said = parameters.Member("valueIndex").AsInt64() ?? 0;
        if (isFirst || said > NextIndex)
        {
            NextIndex = said;
        }
    }

    private JsonObject Section(string name)
    {
        if (_facts[name] is not JsonObject section)
        {
            section = [];
            _facts[name] = section;
        }

        return section;
    }

    /// <summary>Only the members that are read are kept: updates cannot pile up in memory.</summary>
    private static void Merge(JsonObject target, JsonNode? source, string[] names)
    {
        foreach (string name in names)
        {
            if (source.Member(name) is { } value)
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
