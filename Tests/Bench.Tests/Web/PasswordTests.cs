using Bench.Web.Security;

namespace Bench.Bench.Tests.Web;

/// <summary>What is kept of passwords.</summary>
public class PasswordTests
{
    // hashlib.pbkdf2_hmac("sha256", b"password1234", b"0123456789abcdef", 1000) of Python 3.11.
    private const string ByPython =
        "pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg==$y+purE9zXI7eEaTfbWcwn1NmG/beTStYuT36eBYimqM=";

    [Fact]
    public void A_hash_of_another_implementation_is_recognised() =>
        Assert.True(Password.Fits("password1234", ByPython));

    [Fact]
    public void A_password_fits_its_own_hash_only()
    {
        string hash = Password.Hash("correct horse", 1000);
        Assert.True(Password.Fits("correct horse", hash));
        Assert.False(Password.Fits("correct horsE", hash));
        Assert.NotEqual(hash, Password.Hash("correct horse", 1000));
    }

    [Fact]
    public void New_passwords_take_as_many_rounds_as_are_asked_for_today() =>
        Assert.InRange(Password.DefaultIterations, 600_000, int.MaxValue);

    [Fact]
    public void A_short_password_is_refused() =>
        Assert.Throws<FormatException>(() => Password.Hash("123456789", 1000));
}
