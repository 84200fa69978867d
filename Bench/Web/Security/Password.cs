using System.Globalization;
using System.Security.Cryptography;

namespace Bench.Web.Security;

/// <summary>
/// Passwords as they are kept: PBKDF2 with HMAC-SHA-256 and a salt of their own (RFC 8018, 5.2; the number of rounds as
/// OWASP's Password Storage Cheat Sheet asks for, 2023).
/// </summary>
internal static class Password
{
    /// <summary>Fewest characters of a password (NIST SP 800-63B, 5.1.1.2 asks for 8).</summary>
    public const int MinLength = 10;

    /// <summary>Rounds of new passwords.</summary>
    public const int DefaultIterations = 600_000;

    private const int MaxLength = 200;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const string Scheme = "pbkdf2-sha256";

    /// <summary>Makes what is kept of a password.</summary>
    /// <exception cref="FormatException">Too short or too long.</exception>
    public static string Hash(string password, int iterations)
    {
        if (password.Length is < MinLength or > MaxLength)
        {
            throw new FormatException(
                $"The password has {password.Length} characters, expected {MinLength}-{MaxLength}.");
        }

        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] hash = Derive(password, salt, iterations);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether a password is the one that was kept; takes as long where it is not.</summary>
    public static bool Fits(string password, string kept)
    {
        if (password.Length > MaxLength || kept.Split('$') is not [Scheme, string rounds, string salt, string hash])
        {
            return false;
        }

        int iterations = int.Parse(rounds, CultureInfo.InvariantCulture);
        byte[] derived = Derive(password, Convert.FromBase64String(salt), iterations);
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(hash));
    }

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashBytes);
}
