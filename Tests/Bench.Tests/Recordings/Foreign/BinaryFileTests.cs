using Bench.Recordings;
using Bench.Recordings.Foreign;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>Files whose every byte the test writes: the values follow from the formats' definitions.</summary>
public sealed class BinaryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("RIFF")]
    [InlineData("RF64")]
    [InlineData("RIFX")]
    public void Wav_integers_become_shares_of_full_scale(string kind)
    {
        byte[] bytes = kind == "RIFX" ? ForeignFuzzTests.Rifx() : ForeignFuzzTests.Wav(rf64: kind == "RF64");
        ForeignRecording file = Read("a.wav", bytes);
        Assert.Equal(100, file.Find("2").Samples.Length);
        Assert.Equal(-300 * 7 / 32768.0, file.Find("2").Samples.At(7));
        Assert.Equal(48000, file.Find("1").SampleRateHz);
    }

    [Fact]
    public void A_wav_of_a_recorder_that_does_not_know_its_length_is_read_to_the_end()
    {
        byte[] bytes = ForeignFuzzTests.Wav(rf64: false);
        BitConverter.TryWriteBytes(bytes.AsSpan(40), uint.MaxValue);
        ForeignRecording file = Read("b.wav", bytes);
        Assert.Equal(100, file.Find("1").Samples.Length);
        Assert.Single(file.Notes);
    }

    [Fact]
    public void A_wav_whose_rates_contradict_each_other_is_refused()
    {
        byte[] bytes = ForeignFuzzTests.Wav(rf64: false);
        BitConverter.TryWriteBytes(bytes.AsSpan(24), 44100);
        RecordingException e = Assert.Throws<RecordingException>(() => Read("c.wav", bytes));
        Assert.Contains("44100 Hz of 4 bytes are not 192000 bytes per second", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<f8", "(3,)", "False", "a", "1 2 3")]
    [InlineData("<f8", "(3, 1)", "True", "a", "1 2 3")]
    [InlineData("<f8", "(1, 3)", "False", "a", "1 2 3")]
    [InlineData("<f8", "(3, 2)", "False", "a(2)", "2 4 6")]
    [InlineData("<f8", "(3, 2)", "True", "a(2)", "4 5 6")]
    public void Numpy_arrays_are_taken_apart_by_column_in_either_order(
        string type, string shape, string order, string channel, string expected)
    {
        byte[] data = [.. Enumerable.Range(1, 6).SelectMany(i => BitConverter.GetBytes((double)i))];
        ForeignRecording file = Read("a.npy", ForeignFuzzTests.Npy(type, shape, order, data));
        Assert.Equal(expected, string.Join(' ', file.Find(channel).Samples.ToArray()));
    }

    [Theory]
    [InlineData("|i1", new byte[] { 0xFE }, -2)]
    [InlineData("|u1", new byte[] { 0xFE }, 254)]
    [InlineData("<i2", new byte[] { 0xFE, 0xFF }, -2)]
    [InlineData(">i2", new byte[] { 0xFF, 0xFE }, -2)]
    [InlineData("<u4", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, 4294967294.0)]
    [InlineData(">i4", new byte[] { 0xFF, 0xFF, 0xFF, 0xFE }, -2)]
    [InlineData("<i8", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -2)]
    [InlineData("<f4", new byte[] { 0, 0, 0x20, 0xC0 }, -2.5)]
    [InlineData(">f4", new byte[] { 0xC0, 0x20, 0, 0 }, -2.5)]
    [InlineData(">f8", new byte[] { 0xC0, 4, 0, 0, 0, 0, 0, 0 }, -2.5)]
    public void Numbers_of_every_type_and_byte_order_are_read(string type, byte[] bytes, double expected)
    {
        Assert.Equal(
            expected, Read("n.npy", ForeignFuzzTests.Npy(type, "(1,)", "False", bytes)).Channels[0].Samples.First);
    }

    [Theory]
    [InlineData("<c16", "(3,)", "expected integers or floats")]
    [InlineData("<f8", "(1000000000,)", "cut off")]
    [InlineData("<f8", "(3, 3, 3)", "expected (n), (n, 1) or (n, k)")]
    [InlineData("<f8", "(99999999999999,)", "shape")]
    public void Numpy_arrays_that_do_not_fit_are_refused(string type, string shape, string reason)
    {
        RecordingException e = Assert.Throws<RecordingException>(
            () => Read("x.npy", ForeignFuzzTests.Npy(type, shape)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    private ForeignRecording Read(string name, byte[] bytes)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, bytes);
        return _folder.Open(path);
    }
}
