using System.Runtime.InteropServices;
using System.Text;

namespace Bench.Benchmarks.Gate;

/// <summary>
/// FFTW in single precision from the system's library, a comparator only: it is GPL and no dependency of anything.
/// </summary>
/// <remarks>
/// Planning is PATIENT. It takes a minute the first time for all lengths; what the planner learns is kept beside the
/// program and read the next time.
/// </remarks>
internal sealed unsafe class Fftw
{
    private const string PathVariable = "BENCH_FFTW";
    private const uint Patient = 1 << 5;

    private readonly delegate* unmanaged<int, float*, float*, uint, nint> _plan;
    private readonly delegate* unmanaged[SuppressGCTransition]<nint, void> _execute;
    private readonly delegate* unmanaged<byte*, int> _exportWisdom;
    private readonly byte[] _wisdomPath;

    private Fftw(nint library)
    {
        _plan = (delegate* unmanaged<int, float*, float*, uint, nint>)
            NativeLibrary.GetExport(library, "fftwf_plan_dft_r2c_1d");
        _execute = (delegate* unmanaged[SuppressGCTransition]<nint, void>)
            NativeLibrary.GetExport(library, "fftwf_execute");
        _exportWisdom = (delegate* unmanaged<byte*, int>)
            NativeLibrary.GetExport(library, "fftwf_export_wisdom_to_filename");
        Version = Marshal.PtrToStringUTF8(NativeLibrary.GetExport(library, "fftwf_version")) ?? "fftw";
        string path = Path.Combine(AppContext.BaseDirectory, Version + ".wisdom");
        _wisdomPath = [.. Encoding.UTF8.GetBytes(path), 0];
        var import = (delegate* unmanaged<byte*, int>)
            NativeLibrary.GetExport(library, "fftwf_import_wisdom_from_filename");
        fixed (byte* name = _wisdomPath)
        {
            IsPlanned = import(name) != 0;
        }
    }

    /// <summary>Whether an earlier run has planned: it takes a minute or more.</summary>
    public bool IsPlanned { get; }

    /// <summary>Version and instruction sets, such as "fftw-3.3.10-sse2-avx".</summary>
    public string Version { get; }

    /// <summary>
    /// Whether it was built for AVX2 and fused multiply-add. Debian's is not, and is slower for that.
    /// </summary>
    public bool HasAvx2 => Version.Contains("avx2", StringComparison.Ordinal);

    /// <summary>Loads the library that <c>BENCH_FFTW</c> names, or the system's; null where there is none.</summary>
    /// <exception cref="FileNotFoundException"><c>BENCH_FFTW</c> names a file that is no such library.</exception>
    public static Fftw? Load()
    {
        string? named = Environment.GetEnvironmentVariable(PathVariable);
        if (!string.IsNullOrEmpty(named))
        {
            return NativeLibrary.TryLoad(named, out nint library)
                ? new Fftw(library)
                : throw new FileNotFoundException($"{PathVariable} = {named}: no library can be loaded from there.");
        }

        foreach (string name in (ReadOnlySpan<string>)["libfftw3f.so.3", "libfftw3f.3.dylib", "libfftw3f-3.dll"])
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return new Fftw(library);
            }
        }

        return null;
    }

    /// <summary>Plans one real transform; input and output are overwritten meanwhile.</summary>
    /// <returns>What executes it.</returns>
    public Action Plan(int length, AlignedFloats input, AlignedFloats spectrum)
    {
        nint plan = _plan(length, input.Pointer, spectrum.Pointer, Patient);
        fixed (byte* name = _wisdomPath)
        {
            _exportWisdom(name);
        }

        return plan == 0
            ? throw new InvalidOperationException($"{Version} cannot plan a real transform of {length}.")
            : () =>
            {
                _execute(plan);

                // The plan holds their addresses.
                GC.KeepAlive(input);
                GC.KeepAlive(spectrum);
            };
    }
}
