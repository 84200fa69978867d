namespace Bench.Web.Security;

/// <summary>What a user may do. Each includes the operator; the administrator includes all.</summary>
internal enum Role
{
    /// <summary>Tests motors and looks at results.</summary>
    Operator = 1,

    /// <summary>NVH engineer: hunts reasons, sets limits.</summary>
    Engineer,

    /// <summary>Data scientist: models and labels.</summary>
    Scientist,

    /// <summary>All, and the users.</summary>
    Administrator,
}

/// <summary>Names of roles and what they include.</summary>
internal static class Roles
{
    /// <summary>Name in the database and on the wire, such as "operator".</summary>
    public static string Name(this Role role) => role switch
    {
        Role.Operator => "operator",
        Role.Engineer => "engineer",
        Role.Scientist => "scientist",
        _ => "administrator",
    };

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">No role has it.</exception>
    public static Role Parse(string name) => name switch
    {
        "operator" => Role.Operator,
        "engineer" => Role.Engineer,
        "scientist" => Role.Scientist,
        "administrator" => Role.Administrator,
        _ => throw new FormatException(
            $"\"{name}\" is no role, expected operator, engineer, scientist or administrator."),
    };

    /// <summary>Whether a user of this role may do what another role may.</summary>
    public static bool Includes(this Role role, Role other) =>
        role == other || role == Role.Administrator || other == Role.Operator;
}
