using System.Collections.Immutable;

namespace Bench.Acquisition;

/// <summary>Finds the device's signals by the names that a part type uses.</summary>
internal static class SignalSelection
{
    /// <summary>
    /// The id that a name means: the id itself, else the only id that ends with "/" and the name; null where there is
    /// none (yet).
    /// </summary>
    /// <exception cref="AcquisitionException">Several signals fit.</exception>
    public static string? Find(string name, IReadOnlyCollection<string> available)
    {
        if (available.Contains(name))
        {
            return name;
        }

        string ending = "/" + name.TrimStart('/');
        string[] fitting = [.. available.Where(id => id.EndsWith(ending, StringComparison.Ordinal))];
        return fitting.Length <= 1
            ? fitting.FirstOrDefault()
            : throw new AcquisitionException(
                $"\"{name}\" fits {fitting.Length} signals of the device: {string.Join(", ", fitting)}; name " +
                "one in full.");
    }

    /// <summary>All ids in the order of the names, or null where one is missing (yet).</summary>
    /// <exception cref="AcquisitionException">Several signals fit a name, or several names one signal.</exception>
    public static ImmutableArray<string>? FindAll(ImmutableArray<string> names, IReadOnlyCollection<string> available)
    {
        string?[] found = [.. names.Select(name => Find(name, available))];
        if (found.Contains(null))
        {
            return null;
        }

        IGrouping<string?, string?>? twice = found.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? [.. found.OfType<string>()]
            : throw new AcquisitionException($"Signal {twice.Key} is asked for {twice.Count()} times.");
    }

    /// <summary>Says which names have no signal and what there is.</summary>
    public static AcquisitionException Missing(
        string device, ImmutableArray<string> names, IReadOnlyCollection<string> available)
    {
        const int Most = 50;
        string missing = string.Join(", ", names.Where(name => Find(name, available) is null));
        string there = available.Count == 0
            ? "nothing"
            : string.Join(", ", available.Take(Most));
        there += available.Count > Most ? $" and {available.Count - Most} more" : "";
        return new AcquisitionException($"The device at {device} has no signal {missing}; it offers {there}.");
    }
}
