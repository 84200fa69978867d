using System.Runtime.InteropServices;

namespace Bench.Web.Signals;

/// <summary>
/// A stretch of samples for a plot: the samples themselves where they are few, else the lowest and highest of each of
/// as many pieces as were asked for, so that no peak is lost.
/// </summary>
internal sealed record SampleEnvelope(double FromSeconds, double ToSeconds, bool IsPairs, float[] Values)
{
    private const int MaxPoints = 20_000;

    /// <summary>The values as they are sent: float32, least significant byte first.</summary>
    public byte[] Bytes => MemoryMarshal.AsBytes(Values.AsSpan()).ToArray();

    /// <summary>Reads it.</summary>
    /// <param name="reader">The channel.</param>
    /// <param name="fromSeconds">Begin; what lies outside of the recording is left out.</param>
    /// <param name="toSeconds">End; null for that of the recording.</param>
    /// <param name="points">Most pieces, 2-20,000.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="FormatException">The stretch or the number of points is none.</exception>
    public static SampleEnvelope Read(
        ChannelReader reader, double fromSeconds, double? toSeconds, int points, CancellationToken cancel)
    {
        if (points is < 2 or > MaxPoints || !double.IsFinite(fromSeconds) || !(toSeconds is null or > 0))
        {
            throw new FormatException($"points = {points}: expected 2-{MaxPoints} points of a stretch in seconds.");
        }

        double rate = reader.SampleRateHz;
        double last = Math.Min(toSeconds ?? double.MaxValue, reader.Length / rate);
        long from = (long)Math.Clamp(Math.Floor(fromSeconds * rate), 0, reader.Length);
        long to = (long)Math.Clamp(Math.Ceiling(last * rate), from, reader.Length);
        if (to - from <= points)
        {
            return new SampleEnvelope(from / rate, to / rate, false, reader.ReadAll(from, to, cancel));
        }

        return new SampleEnvelope(from / rate, to / rate, true, Pairs(reader, from, to, points, cancel));
    }

    private static float[] Pairs(ChannelReader reader, long from, long to, int points, CancellationToken cancel)
    {
        float[] pairs = new float[2 * points];
        pairs.AsSpan().Fill(float.NaN);
        double perPiece = (double)(to - from) / points;
        reader.Read(from, to, (first, samples) => Add(pairs, first - from, samples, perPiece), cancel);
        return pairs;
    }

    private static void Add(float[] pairs, long first, ReadOnlySpan<float> samples, double perPiece)
    {
        while (!samples.IsEmpty)
        {
            int piece = (int)Math.Min(first / perPiece, (pairs.Length / 2) - 1);
            long end = piece == (pairs.Length / 2) - 1 ? long.MaxValue : (long)Math.Ceiling((piece + 1) * perPiece);
            int count = (int)Math.Min(samples.Length, Math.Max(1, end - first));
            ref float low = ref pairs[2 * piece];
            ref float high = ref pairs[(2 * piece) + 1];
            foreach (float sample in samples[..count])
            {
                low = sample >= low ? low : sample;
                high = sample <= high ? high : sample;
            }

            first += count;
            samples = samples[count..];
        }
    }
}
