using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Models.Verdicts;

namespace Bench.Upkeep;

/// <summary>Which recordings may go. FAIL stays unless it is said otherwise in so many words.</summary>
internal sealed record RetentionPolicy
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Older recordings go, in days; null: age does not matter.</summary>
    public double? MaxAgeDays { get; init; }

    /// <summary>The same for PASS alone; null: <see cref="MaxAgeDays"/>.</summary>
    public double? MaxAgeDaysPass { get; init; }

    /// <summary>The same for INVALID alone; null: <see cref="MaxAgeDays"/>.</summary>
    public double? MaxAgeDaysInvalid { get; init; }

    /// <summary>The oldest go until all together are no larger, in 10⁹ bytes; null: size does not matter.</summary>
    public double? MaxSizeGigabytes { get; init; }

    /// <summary>Recordings that stay and are older are compressed, in days; null: none is.</summary>
    public double? CompressAfterDays { get; init; }

    /// <summary>Whether recordings of motors that failed may go as well.</summary>
    public bool AlsoFail { get; init; }

    /// <summary>Whether only recordings may go that are marked as standing in another place too.</summary>
    public bool RequireExport { get; init; }

    /// <summary>The verdicts whose recordings may go, in the order in which they do.</summary>
    public ImmutableArray<Verdict> Order => AlsoFail
        ? [Verdict.Pass, Verdict.Invalid, Verdict.Fail]
        : [Verdict.Pass, Verdict.Invalid];

    /// <summary>Reads a policy from its JSON file.</summary>
    /// <exception cref="FormatException">The file is no policy.</exception>
    public static RetentionPolicy Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RetentionPolicy>(File.ReadAllText(path), s_json)
                ?? throw new FormatException($"{path}: expected a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: not a retention policy, {e.Message}", e);
        }
    }

    /// <summary>Why the policy cannot be followed; null where it can.</summary>
    public string? Obstacle()
    {
        double?[] limits = [MaxAgeDays, MaxAgeDaysPass, MaxAgeDaysInvalid, MaxSizeGigabytes, CompressAfterDays];
        return limits.All(limit => limit is null)
            ? "Say how old (--max-age) or how large (--max-size) recordings may become, when they are compressed "
                + "(--compress-after), or give a --policy."
            : limits.Any(limit => limit is { } value && !(value >= 0))
                ? "Ages and sizes must be 0 or more."
                : null;
    }

    /// <summary>Age in days beyond which a recording of a verdict goes; infinite where age does not matter.</summary>
    public double MaxAgeOf(Verdict verdict) => (verdict switch
    {
        Verdict.Pass => MaxAgeDaysPass ?? MaxAgeDays,
        Verdict.Invalid => MaxAgeDaysInvalid ?? MaxAgeDays,
        _ => MaxAgeDays,
    }) ?? double.PositiveInfinity;
}
