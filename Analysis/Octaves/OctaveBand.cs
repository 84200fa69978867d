namespace Bench.Analysis.Octaves;

/// <summary>One fractional-octave band with its exact base-ten frequencies (IEC 61260-1:2014, clause 5).</summary>
/// <param name="Index">x of the standard's formulae: 0 is the band at, or the first one above, 1 kHz.</param>
/// <param name="CentreHz">Exact mid-band frequency.</param>
/// <param name="LowerHz">Lower band-edge frequency.</param>
/// <param name="UpperHz">Upper band-edge frequency; it is the next band's lower one.</param>
/// <param name="NominalHz">Rounded mid-band frequency that people use (Annex E).</param>
public readonly record struct OctaveBand(
    int Index, double CentreHz, double LowerHz, double UpperHz, double NominalHz);
