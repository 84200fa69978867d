using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Orders;

/// <summary>
/// Samples of up to eight channels, each channel for itself, to frames of one sample of each, and back: transpositions
/// of four by four.
/// </summary>
internal static class Interleaving
{
    private const int Lanes = AngularResampler.Lanes;
    private const int Side = 4;

    /// <summary>Writes frames.</summary>
    /// <param name="channels">Eight arrays, one per lane, of which the first samples are taken.</param>
    /// <param name="count">Number of samples of each.</param>
    /// <param name="frames">Room for <see cref="AngularResampler.Lanes"/> floats per sample.</param>
    public static void Join(ReadOnlySpan<float[]> channels, int count, Span<float> frames)
    {
        for (int lane = 0; lane < Lanes; lane += Side)
        {
            ReadOnlySpan<float> a = channels[lane].AsSpan(0, count);
            ReadOnlySpan<float> b = channels[lane + 1].AsSpan(0, count);
            ReadOnlySpan<float> c = channels[lane + 2].AsSpan(0, count);
            ReadOnlySpan<float> d = channels[lane + 3].AsSpan(0, count);
            ref float target = ref MemoryMarshal.GetReference(frames[..(count * Lanes)]);
            int i = 0;
            for (; i <= count - Side; i += Side)
            {
                (Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth) =
                    Pairing.Transposed(Load(a, i), Load(b, i), Load(c, i), Load(d, i));
                int at = (i * Lanes) + lane;
                first.StoreUnsafe(ref target, (nuint)at);
                second.StoreUnsafe(ref target, (nuint)(at + Lanes));
                third.StoreUnsafe(ref target, (nuint)(at + (2 * Lanes)));
                fourth.StoreUnsafe(ref target, (nuint)(at + (3 * Lanes)));
            }

            for (; i < count; i++)
            {
                Vector128.Create(a[i], b[i], c[i], d[i]).StoreUnsafe(ref target, (nuint)((i * Lanes) + lane));
            }
        }
    }

    /// <summary>Writes the samples of each channel.</summary>
    /// <param name="frames"><see cref="AngularResampler.Lanes"/> floats per sample.</param>
    /// <param name="channels">One array per lane that is wanted.</param>
    /// <param name="start">Where the first sample goes in each of them.</param>
    /// <param name="count">Number of samples.</param>
    public static void Part(ReadOnlySpan<float> frames, ReadOnlySpan<float[]> channels, int start, int count)
    {
        ref float source = ref MemoryMarshal.GetReference(frames[..(count * Lanes)]);
        int lane = 0;
        for (; lane <= channels.Length - Side; lane += Side)
        {
            Span<float> a = channels[lane].AsSpan(start, count);
            Span<float> b = channels[lane + 1].AsSpan(start, count);
            Span<float> c = channels[lane + 2].AsSpan(start, count);
            Span<float> d = channels[lane + 3].AsSpan(start, count);
            int i = 0;
            for (; i <= count - Side; i += Side)
            {
                nuint at = (nuint)((i * Lanes) + lane);
                (Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth) =
                    Pairing.Transposed(
                        Vector128.LoadUnsafe(ref source, at),
                        Vector128.LoadUnsafe(ref source, at + Lanes),
                        Vector128.LoadUnsafe(ref source, at + (2 * Lanes)),
                        Vector128.LoadUnsafe(ref source, at + (3 * Lanes)));
                first.CopyTo(a[i..]);
                second.CopyTo(b[i..]);
                third.CopyTo(c[i..]);
                fourth.CopyTo(d[i..]);
            }

            for (; i < count; i++)
            {
                int at = (i * Lanes) + lane;
                (a[i], b[i], c[i], d[i]) = (frames[at], frames[at + 1], frames[at + 2], frames[at + 3]);
            }
        }

        for (; lane < channels.Length; lane++)
        {
            Span<float> samples = channels[lane].AsSpan(start, count);
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = frames[(i * Lanes) + lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ReadOnlySpan<float> samples, int at) => Vector128.Create(samples[at..]);
}
