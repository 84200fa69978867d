using System.IO.Compression;
using System.Text;
using Bench.Recordings;
using Bench.Recordings.Foreign;

namespace Bench.Bench.Tests.Recordings.Foreign;

public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1.5,2\n-3,4e2\n", "1 2", "1.5 -3", "commas, decimal point, no header")]
    [InlineData("1,5;2\n-3;4,25\n", "1 2", "1.5 -3", "semicolons, decimal comma, no header")]
    [InlineData("1,5\t2\n-3\t4,25", "1 2", "1.5 -3", "tabs, decimal comma, no header")]
    [InlineData("a;b\n1.5;2\n-3;4\n", "a b", "1.5 -3", "semicolons, decimal point, header")]
    [InlineData("\"time, s\",\"acc\"\n1.5,2\n-3,4\n", "time, s|acc", "1.5 -3", "commas, decimal point, header")]
    [InlineData("  1.5   2\n -3   4\n", "1 2", "1.5 -3", "blanks, decimal point, no header")]
    [InlineData("1.5\n-3\n", "1", "1.5 -3", "no separator, decimal point, no header")]
    [InlineData("# made by hand\n\nx,y\r\n1.5,2\r\n-3,4\r\n", "x y", "1.5 -3", "commas, decimal point, header")]
    [InlineData("\uFEFFx,y\n1.5,2\n-3,4\n", "x y", "1.5 -3", "commas, decimal point, header")]
    [InlineData("x,y\n1.5,\n-3,4\n", "x y", "1.5 -3", "commas, decimal point, header")]
    public void Separator_decimal_sign_and_header_are_found_by_the_stated_rule(
        string text, string names, string first, string dialect)
    {
        ForeignRecording file = Read(text);
        char separator = names.Contains('|', StringComparison.Ordinal) ? '|' : ' ';
        Assert.Equal(names.Split(separator), file.Channels.Select(channel => channel.Name));
        Assert.Equal(first, string.Join(' ', file.Channels[0].Samples.ToArray()));
        Assert.Equal($"text table ({dialect})", file.Format);
    }

    [Fact]
    public void Text_among_numbers_is_named_with_line_and_column()
    {
        RecordingException e = Assert.Throws<RecordingException>(() => Read("t,acc\n0,1.5\n1,2.5\n2,overload\n"));
        Assert.Contains(
            "line 4, column 2 (\"acc\") holds \"overload\", expected a number", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_another_width_is_named()
    {
        RecordingException e = Assert.Throws<RecordingException>(() => Read("1,2\n3,4\n5,6,7\n"));
        Assert.Contains("table", e.Message, StringComparison.Ordinal);
        string many = string.Concat(Enumerable.Repeat("1,2\n", 100));
        e = Assert.Throws<RecordingException>(() => Read(many + "5,6,7\n"));
        Assert.Contains("line 101 has 3 columns, expected 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_text_are_left_out_and_named()
    {
        ForeignRecording file = Read("name,x\nrun 1,1\nrun 2,2\n");
        Assert.Equal(["x"], file.Channels.Select(channel => channel.Name));
        Assert.Equal(["Columns without numbers are left out: \"name\"."], file.Notes);
    }

    [Fact]
    public void A_missing_cell_is_NaN_and_not_nought()
    {
        ForeignRecording file = Read("x,y\n1,2\n,4\n5,6\n");
        Assert.Equal([1, double.NaN, 5], file.Channels[0].Samples.ToArray());
    }

    [Fact]
    public void Gzip_is_seen_by_its_content()
    {
        string path = _folder.File("table.dat");
        using (FileStream file = File.Create(path))
        using (GZipStream packed = new(file, CompressionLevel.Fastest))
        {
            packed.Write("1,2\n3,4\n"u8);
        }

        Assert.Equal([2, 4], _folder.Open(path).Channels[1].Samples.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("hello\nworld\n")]
    [InlineData("{\n  \"a\": 1\n}\n")]
    public void What_is_no_table_of_numbers_is_refused(string text)
    {
        RecordingException e = Assert.Throws<RecordingException>(() => Read(text));
        Assert.DoesNotContain('\n', e.Message);
    }

    private ForeignRecording Read(string text)
    {
        string path = _folder.File("table.csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return _folder.Open(path);
    }
}
