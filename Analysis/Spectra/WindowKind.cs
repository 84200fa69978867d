namespace Bench.Analysis.Spectra;

/// <summary>Shapes of window for spectra (F. J. Harris, Proc. IEEE 66, 1978; flat top: ISO 18431-2).</summary>
public enum WindowKind
{
    /// <summary>No window: for signals periodic in the block, such as blocks of whole revolutions.</summary>
    Rectangular,

    /// <summary>Hann: the general-purpose window, side lobes fall with 18 dB per octave, ENBW 1.5 bins.</summary>
    Hann,

    /// <summary>Flat top, five terms: reads a tone to 0.01 dB wherever it lies between bins, ENBW 3.77.</summary>
    FlatTop,

    /// <summary>Hamming (0.54/0.46): nearest side lobe −43 dB, ENBW 1.36 bins.</summary>
    Hamming,

    /// <summary>Blackman-Harris, four terms: side lobes below −92 dB, ENBW 2.00 bins.</summary>
    BlackmanHarris,

    /// <summary>Kaiser, with a parameter β that trades main lobe against side lobes.</summary>
    Kaiser,
}
