using System.Collections.Immutable;
using Dapper;

namespace Bench.Web.Security;

/// <summary>The people who may log in. Every change is in the audit trail.</summary>
internal sealed class Users(WebDatabase database, AuditTrail audit, TimeProvider time, int iterations)
{
    private const int MaxNameLength = 60;

    // Somebody who guesses names waits as long for one that does not exist.
    private readonly Lazy<string> _nobody = new(() => Password.Hash(Guid.NewGuid().ToString(), iterations));

    /// <summary>Whether nobody may log in yet.</summary>
    public bool AreMissing => database.Read(c => c.ExecuteScalar<long>("select count(*) from app_user")) == 0;

    /// <summary>All of them, by name.</summary>
    public ImmutableArray<User> List() => database.Read(connection => connection
        .Query<(string Name, string Role)>("select name, role from app_user order by name")
        .Select(row => new User(row.Name, Roles.Parse(row.Role)))
        .ToImmutableArray());

    /// <summary>A user by his name; null where there is none.</summary>
    public User? Find(string name) => Kept(name)?.User;

    /// <summary>The user of a name and a password; null where they do not belong together.</summary>
    public User? Check(string name, string password)
    {
        (User User, string Password)? kept = Kept(name);
        bool fits = Password.Fits(password, kept?.Password ?? _nobody.Value);
        return fits ? kept?.User : null;
    }

    /// <summary>Adds a user.</summary>
    /// <exception cref="FormatException">The name is taken or not one, or the password is too short.</exception>
    public void Add(string by, User user, string password)
    {
        if (user.Name.Trim() != user.Name || user.Name.Length is 0 or > MaxNameLength || user.Name.Any(char.IsControl))
        {
            throw new FormatException(
                $"The name has {user.Name.Length} characters, expected 1-{MaxNameLength} without spaces at its ends.");
        }

        if (Find(user.Name) is not null)
        {
            throw new FormatException($"There is a user {user.Name} already.");
        }

        string hash = Password.Hash(password, iterations);
        database.Write((connection, transaction) =>
        {
            connection.Execute(
                "insert into app_user (name, role, password, created_at) values (@Name, @Role, @hash, @now)",
                new { user.Name, Role = user.Role.Name(), hash, now = WebTime.Text(time.GetUtcNow()) },
                transaction);
            audit.Note(connection, transaction, Note(by, "user-created", user.Name, null, user));
        });
    }

    /// <summary>Changes a user's role, and his password where one is given.</summary>
    /// <exception cref="KeyNotFoundException">There is no such user.</exception>
    /// <exception cref="FormatException">The last administrator would go, or the password is too short.</exception>
    public void Change(string by, User user, string? password)
    {
        User before = Find(user.Name) ?? throw new KeyNotFoundException($"There is no user {user.Name}.");
        RequireAdministrator(before, user.Role);
        string? hash = password is null ? null : Password.Hash(password, iterations);
        database.Write((connection, transaction) =>
        {
            connection.Execute(
                "update app_user set role = @Role, password = coalesce(@hash, password) where name = @Name",
                new { Role = user.Role.Name(), hash, before.Name },
                transaction);
            audit.Note(connection, transaction, Note(
                by, password is null ? "user-changed" : "user-changed-with-password", before.Name, before, user));
        });
    }

    /// <summary>Removes a user and ends his sessions.</summary>
    /// <exception cref="KeyNotFoundException">There is no such user.</exception>
    /// <exception cref="FormatException">He is the last administrator.</exception>
    public void Remove(string by, string name)
    {
        User before = Find(name) ?? throw new KeyNotFoundException($"There is no user {name}.");
        RequireAdministrator(before, Role.Operator);
        database.Write((connection, transaction) =>
        {
            connection.Execute("delete from app_user where name = @Name", new { before.Name }, transaction);
            audit.Note(connection, transaction, Note(by, "user-deleted", before.Name, before, null));
        });
    }

    private static AuditNote Note(string by, string action, string name, User? before, User? after) =>
        new(by, action, $"user/{name}", UserView.Of(before), UserView.Of(after));

    private void RequireAdministrator(User before, Role role)
    {
        bool leaves = before.Role == Role.Administrator && role != Role.Administrator;
        if (leaves && List().Count(user => user.Role == Role.Administrator) == 1)
        {
            throw new FormatException($"{before.Name} is the last administrator: make another one first.");
        }
    }

    private (User User, string Password)? Kept(string name) => database.Read(connection =>
    {
        (string? Name, string Role, string Password) row = connection.QueryFirstOrDefault<(string?, string, string)>(
            "select name, role, password from app_user where name = @name", new { name });
        return row.Name is null ? ((User, string)?)null : (new User(row.Name, Roles.Parse(row.Role)), row.Password);
    });
}

/// <summary>Somebody who may log in.</summary>
internal sealed record User(string Name, Role Role);

/// <summary>A user as pages and audit trail show him.</summary>
internal sealed record UserView(string Name, string Role)
{
    /// <summary>Makes it; null of null.</summary>
    public static UserView? Of(User? user) => user is null ? null : new UserView(user.Name, user.Role.Name());
}
