using System.Globalization;
using Bench.Analysis.PartTypes;

namespace Bench.Upkeep;

/// <summary>Refuses a test that the disk has no room for, before it begins.</summary>
internal static class DiskSpace
{
    /// <summary>Bytes that stay free by default.</summary>
    public const long DefaultReserveBytes = 1_000_000_000;

    // No device sends more than a 64-bit number for a sample.
    private const int MostBytesPerSample = 8;

    /// <summary>The most that a recording of a whole cycle takes, in bytes.</summary>
    public static long BytesOfCycle(PartType partType) =>
        (long)Math.Ceiling(partType.Channels.Sum(c => c.SampleRateHz) * partType.DurationSeconds * MostBytesPerSample);

    /// <summary>Makes sure that there is room for a cycle and a reserve.</summary>
    /// <exception cref="IOException">There is not: one sentence says how much is missing.</exception>
    public static void Require(string folder, PartType partType, long reserveBytes, long freeBytes)
    {
        long cycle = BytesOfCycle(partType);
        if (freeBytes - cycle < reserveBytes)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"The disk of {folder} has {freeBytes / 1e9:0.00} GB free, but a test of {partType.Name} needs up to "
                + $"{cycle / 1e9:0.00} GB and {reserveBytes / 1e9:0.00} GB stay in reserve: make room (bench retain), "
                + $"or choose another --data folder."));
        }
    }

    /// <summary>Bytes that are free where a folder is; the most there can be where the system does not say.</summary>
    public static long FreeBytes(string folder)
    {
        try
        {
            string drive = OperatingSystem.IsWindows() ? Path.GetPathRoot(folder) ?? folder : folder;
            return new DriveInfo(drive).AvailableFreeSpace;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // A network share without a drive letter: the test goes on, and a full disk is met when it comes.
            return long.MaxValue;
        }
    }
}
