using System.Security.Cryptography;
using System.Text;

namespace Bench.Web.Security;

/// <summary>
/// The one-time link with which the first administrator makes himself: it is printed where the program was started,
/// holds until it is used or the program ends, and there is none once somebody may log in.
/// </summary>
internal sealed class SetupLink(Users users)
{
    private readonly Lock _lock = new();

    /// <summary>What the link carries; empty where none is needed.</summary>
    public string Token { get; private set; } = users.AreMissing ? Sessions.NewToken() : "";

    /// <summary>Makes the administrator and ends the link.</summary>
    /// <returns>Whether the token was the link's.</returns>
    /// <exception cref="FormatException">Name or password cannot be used; the link still holds.</exception>
    public bool Use(string token, string name, string password)
    {
        lock (_lock)
        {
            bool fits = Token.Length > 0 && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Token));
            if (fits)
            {
                users.Add("setup link", new User(name, Role.Administrator), password);
                Token = "";
            }

            return fits;
        }
    }
}
