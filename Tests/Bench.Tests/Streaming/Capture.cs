using System.Buffers;
using System.Text.Json;
using Bench.Streaming;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Streaming;

/// <summary>A recorded session of the public implementations, and what an independent decoder made of it.</summary>
internal sealed class Capture
{
    private Capture(string folder, string name)
    {
        Name = name;
        Folder = folder;
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, name + ".s2c.bin"));
        var all = new ReadOnlySequence<byte>(bytes);
        Assert.True(HttpHead.TryRead(ref all, out _));
        Bytes = all.ToArray();
        HeadBytes = bytes.Length - Bytes.Length;
    }

    public static IReadOnlyList<string> Names { get; } =
    [
        "f64_1ch_short", "f32_4ch_short", "i32_8ch_short", "mixed_8ch", "frames_small", "gap", "metachange", "dropadd",
        "masked_client", "http_commands", "lt_server",
    ];

    public string Name { get; }

    public string Folder { get; }

    /// <summary>What the server sent after the upgrade.</summary>
    public byte[] Bytes { get; }

    private int HeadBytes { get; }

    /// <summary>Opens one; null where it is absent.</summary>
    public static Capture? Find(string name) =>
        SharedData.Find($"reference/captures/{name}/{name}.s2c.bin") is { } path
            ? new Capture(Path.GetDirectoryName(path)!, name)
            : null;

    public static Capture Require(string name)
    {
        Capture? capture = Find(name);
        Assert.SkipWhen(capture is null, $"The recorded session {name} is not here.");
        return capture;
    }

    /// <summary>Lengths of the pieces in which the bytes arrived.</summary>
    public IEnumerable<int> RecordedSplits()
    {
        foreach (string line in File.ReadLines(Path.Combine(Folder, Name + ".chunks.jsonl")))
        {
            using var chunk = JsonDocument.Parse(line);
            if (chunk.RootElement.TryGetProperty("dir", out JsonElement direction) && direction.GetString() == "s2c"
                && chunk.RootElement.TryGetProperty("length", out JsonElement length))
            {
                int end = chunk.RootElement.GetProperty("offset").GetInt32() + length.GetInt32() - HeadBytes;
                if (end > 0)
                {
                    yield return Math.Min(end, length.GetInt32());
                }
            }
        }
    }

    public JsonElement Expected()
    {
        byte[] text = File.ReadAllBytes(Path.Combine(Folder, "expected", "decoded.json"));
        return JsonDocument.Parse(text).RootElement.GetProperty("signals");
    }
}
