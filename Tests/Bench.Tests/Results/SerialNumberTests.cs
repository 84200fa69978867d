using Bench.Results;

namespace Bench.Bench.Tests.Results;

public class SerialNumberTests
{
    [Theory]
    [InlineData("7DL-2611-00042", "7DL-2611-00042")]
    [InlineData("  A1\r\n", "A1")]
    [InlineData("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890")]
    public void What_a_scanner_sends_is_read(string text, string expected) =>
        Assert.Equal(expected, SerialNumber.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("12345678901234567890123456789012345678901")]
    [InlineData("../../etc/passwd")]
    [InlineData("a\u0000b")]
    [InlineData("<script>")]
    [InlineData("x'; drop table test_run; --")]
    public void What_no_label_carries_is_refused(string text) =>
        Assert.Throws<FormatException>(() => SerialNumber.Parse(text));
}
