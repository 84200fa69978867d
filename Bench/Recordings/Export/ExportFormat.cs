namespace Bench.Recordings.Export;

/// <summary>File formats that recordings are exported to.</summary>
public enum ExportFormat
{
    /// <summary>WAV of 32-bit floats in the channels' units; RF64 above 4 GiB.</summary>
    Wav,

    /// <summary>WAV of 24-bit integers with its full scale stated; RF64 above 4 GiB.</summary>
    Wav24,

    /// <summary>Text with commas, decimal points and a header.</summary>
    Csv,

    /// <summary>NumPy arrays of doubles and a description in JSON.</summary>
    Npz,

    /// <summary>Universal file, dataset 58b, doubles.</summary>
    Uff,

    /// <summary>TDMS with waveform properties, doubles.</summary>
    Tdms,
}
