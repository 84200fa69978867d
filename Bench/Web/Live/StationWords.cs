using System.Globalization;

namespace Bench.Web.Live;

/// <summary>What keeps the station from testing, in both languages.</summary>
internal static class StationWords
{
    /// <summary>The measuring device does not answer.</summary>
    public static Translated DeviceUnreachable(string reason) => new(
        $"The measuring device cannot be reached. Check that it is on and its network cable plugged in. ({reason})",
        "L'appareil de mesure ne répond pas. Vérifier qu'il est allumé et son câble réseau branché.");

    /// <summary>The disk is full or not writable.</summary>
    public static Translated CannotWrite(string reason) => new(
        $"Results cannot be written: {reason}",
        "Les résultats ne peuvent pas être enregistrés (disque plein ?). Appeler l'ingénieur.");

    /// <summary>Nothing has been learned yet.</summary>
    public static Translated NotLearned(string partTypes) => new(
        $"No limits have been learned for {partTypes}. Call the engineer.",
        $"Aucune limite n'a été apprise pour {partTypes}. Appeler l'ingénieur.");

    /// <summary>The virtual bench learns.</summary>
    public static Translated Learning(string partType, int done, int of) => new(
        string.Create(CultureInfo.InvariantCulture, $"Learning {partType} from simulated good motors: {done} of {of}."),
        string.Create(
            CultureInfo.InvariantCulture,
            $"Apprentissage de {partType} sur de bons moteurs simulés : {done} sur {of}."));

    /// <summary>The same trouble again and again.</summary>
    public static Translated InvalidInARow(int count) => new(
        string.Create(CultureInfo.InvariantCulture, $"{count} tests in a row are INVALID: call maintenance."),
        string.Create(CultureInfo.InvariantCulture, $"{count} tests de suite sont INVALID : appeler la maintenance."));
}
