using System.Buffers.Binary;
using System.Text;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>The first channel of a WAV file of 16-bit or 32-bit-float samples, full scale as ±1.</summary>
internal sealed record WavSignal(float[] Samples, double SampleRateHz)
{
    /// <summary>Reads a file of the shared folder, or skips the test where it is absent.</summary>
    public static WavSignal Read(string relativePath)
    {
        string? path = SharedData.Find(relativePath);
        Assert.SkipUnless(path is not null, $"needs {relativePath}");
        byte[] bytes = File.ReadAllBytes(path);
        (int channels, int rate, int bits) = (0, 0, 0);
        int position = 12;
        while (true)
        {
            string chunk = Encoding.ASCII.GetString(bytes, position, 4);
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position + 4));
            ReadOnlySpan<byte> body = bytes.AsSpan(position + 8, Math.Min(length, bytes.Length - position - 8));
            if (chunk == "fmt ")
            {
                channels = BinaryPrimitives.ReadInt16LittleEndian(body[2..]);
                rate = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
                bits = BinaryPrimitives.ReadInt16LittleEndian(body[14..]);
            }
            else if (chunk == "data")
            {
                return new WavSignal(Decode(body, channels, bits), rate);
            }

            position += 8 + length + (length & 1);
        }
    }

    /// <summary>The samples times a factor.</summary>
    public float[] Scaled(double factor) => Array.ConvertAll(Samples, sample => (float)(factor * sample));

    private static float[] Decode(ReadOnlySpan<byte> body, int channels, int bits)
    {
        int size = bits / 8;
        float[] samples = new float[body.Length / size / channels];
        for (int i = 0; i < samples.Length; i++)
        {
            ReadOnlySpan<byte> sample = body[(i * size * channels)..];
            samples[i] = bits == 16
                ? BinaryPrimitives.ReadInt16LittleEndian(sample) / 32767f
                : BinaryPrimitives.ReadSingleLittleEndian(sample);
        }

        return samples;
    }
}
