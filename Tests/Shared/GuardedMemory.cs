using System.Runtime.InteropServices;

namespace Bench.Tests.Shared;

/// <summary>
/// Floats that end, or begin, exactly where the process may read and write: one float beyond is an access violation
/// that ends the test run. Linux only.
/// </summary>
public sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ProtectNone = 0;
    private const int ReadAndWrite = 1 | 2;
    private const int PrivateAnonymous = 0x02 | 0x20;

    private readonly byte* _mapping;
    private readonly nuint _bytes;
    private readonly nuint _inside;

    /// <summary>Maps memory between two pages that nobody may touch.</summary>
    /// <param name="length">Number of floats.</param>
    public GuardedMemory(int length)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        Length = length;
        _inside = ((nuint)length * sizeof(float) + page - 1) / page * page;
        _bytes = _inside + (2 * page);
        nint mapping = Map(0, _bytes, ProtectNone, PrivateAnonymous, -1, 0);
        if (mapping == -1 || (_inside > 0 && Protect(mapping + (nint)page, _inside, ReadAndWrite) != 0))
        {
            throw new InvalidOperationException($"No {_bytes} bytes: error {Marshal.GetLastPInvokeError()}.");
        }

        _mapping = (byte*)mapping;
    }

    /// <summary>Whether this operating system is served.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats right before the guard page at the end.</summary>
    public Span<float> AtEnd =>
        new(_mapping + Environment.SystemPageSize + _inside - ((nuint)Length * sizeof(float)), Length);

    /// <summary>The floats right after the guard page at the beginning.</summary>
    public Span<float> AtStart => new(_mapping + Environment.SystemPageSize, Length);

    /// <inheritdoc/>
    public void Dispose() => _ = Unmap((nint)_mapping, _bytes);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);
}
