using System.Buffers.Binary;
using Bench.Streaming;

namespace Bench.Bench.Tests.Streaming;

/// <summary>
/// Recorded sessions with faults put in: every outcome is a decode or one clear reason, soon and in bounded memory.
/// </summary>
public sealed class CaptureFuzzTests
{
    private const int Cases = 400;

    private static readonly string[] s_captures =
        ["f64_1ch_short", "f32_4ch_short", "frames_small", "lt_server", "gap", "masked_client", "dropadd"];

    [Theory]
    [InlineData("flipped bits")]
    [InlineData("cut")]
    [InlineData("inserted bytes")]
    [InlineData("removed bytes")]
    [InlineData("huge lengths")]
    [InlineData("doubled parts")]
    public void A_broken_session_ends_with_a_clear_reason(string fault)
    {
        var random = new Random(20_261_121 + fault.Length);
        Capture[] captures = [.. s_captures.Select(Capture.Require)];
        int refused = 0;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Cases; i++)
        {
            Capture capture = captures[random.Next(captures.Length)];
            byte[] bytes = Break(capture.Bytes, fault, random);
            refused += Run(bytes, random, $"{fault}, case {i} of {capture.Name}") ? 0 : 1;
        }

        // A case costs a few copies of some 50 kB; the bound on memory is a hundred times that.
        Assert.True((GC.GetAllocatedBytesForCurrentThread() - allocated) / Cases < 50 << 20);
        Assert.True(fault == "cut" || refused > 0, "no fault was noticed: the faults are too weak");
    }

    [Fact]
    public void Noise_is_refused_within_its_first_bytes()
    {
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] noise = new byte[1000];
            random.NextBytes(noise);
            refused += Run(noise, random, $"noise {i}") ? 0 : 1;
        }

        Assert.True(refused > 1900, $"only {refused} of 2000 were refused");
    }

    private static bool Run(byte[] bytes, Random random, string what)
    {
        var recorder = new SessionRecorder(new StreamingLimits { MaxPacketBytes = 1 << 20 });
        try
        {
            recorder.Feed(bytes, [random.Next(1 + bytes.Length), random.Next(1 + bytes.Length)]);
            return true;
        }
        catch (StreamingException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Message), what);
            Assert.InRange(e.Message.Length, 20, 500);
            return false;
        }
    }

    private static byte[] Break(byte[] bytes, string fault, Random random)
    {
        byte[] broken = [.. bytes];
        int at = random.Next(bytes.Length);
        int length = random.Next(1, 64);
        switch (fault)
        {
            case "flipped bits":
                for (int i = 0; i < length; i++)
                {
                    broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
                }

                return broken;
            case "cut":
                return broken[..at];
            case "inserted bytes":
                byte[] extra = new byte[length];
                random.NextBytes(extra);
                return [.. bytes[..at], .. extra, .. bytes[at..]];
            case "removed bytes":
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + length)..]];
            case "huge lengths":
                int frame = FrameStarts(bytes).ElementAt(random.Next(FrameStarts(bytes).Count()));
                byte[] head = new byte[10];
                head[0] = 0x82;
                head[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(2), (ulong)random.NextInt64(1 << 21, long.MaxValue));
                return [.. bytes[..frame], .. head, .. bytes[frame..]];
            default:
                return [.. bytes[..at], .. bytes[Math.Max(0, at - length)..at], .. bytes[at..]];
        }
    }

    /// <summary>Where the unmasked frames of a valid session start.</summary>
    private static IEnumerable<int> FrameStarts(byte[] bytes)
    {
        int at = 0;
        while (at + 10 < bytes.Length)
        {
            yield return at;
            int length = bytes[at + 1] & 0x7F;
            at += length switch
            {
                126 => 4 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2)),
                127 => 10 + (int)BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at + 2)),
                _ => 2 + length,
            };
        }
    }
}
