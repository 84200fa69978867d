using System.Globalization;

namespace Bench.Results;

/// <summary>The sensor that is fitted to a channel of this bench.</summary>
public sealed record FittedSensor
{
    /// <summary>Id of the channel in the part type, such as "AccA".</summary>
    public required string Channel { get; init; }

    /// <summary>The sensor's serial number.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>When it was calibrated; null where nobody says.</summary>
    public DateOnly? CalibratedOn { get; init; }

    /// <summary>Sensitivity by that calibration, in <see cref="SensitivityUnit"/>; null where nobody says.</summary>
    public double? Sensitivity { get; init; }

    /// <summary>Unit of the sensitivity, such as "mV/(m/s²)"; empty without one.</summary>
    public string SensitivityUnit { get; init; } = "";

    /// <summary>Date and value of the calibration, as a recording says it; empty where neither is known.</summary>
    public string Calibration
    {
        get
        {
            string date = CalibratedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
            string value = Sensitivity is double s
                ? string.Create(CultureInfo.InvariantCulture, $"{s} {SensitivityUnit}").TrimEnd()
                : "";
            return string.Join(", ", new[] { date, value }.Where(part => part.Length > 0));
        }
    }
}
