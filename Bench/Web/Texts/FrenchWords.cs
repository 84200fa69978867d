using System.Collections.Frozen;
using System.Globalization;
using Bench.Models.Verdicts;

namespace Bench.Web.Texts;

/// <summary>
/// What findings say in French, by their code: what was seen, what the operator does. The words are those of
/// docs/operator.fr.md. Figures stand in the finding's own fields and are put in where they belong to the sentence.
/// </summary>
internal static class FrenchWords
{
    private const string Again = "puis refaire le test du même moteur.";
    private const string Reject = "Mettre le moteur de côté avec son étiquette.";

    // {0} is the channel's name, {1} the figures of the exceeded limit, with a comma before.
    private static readonly FrozenDictionary<string, (string Text, string Instruction)> s_words =
        new Dictionary<string, (string, string)>
        {
            ["samples-lost"] = (
                "Des mesures manquent ({0}).", $"Vérifier le câble réseau de l'appareil de mesure, {Again}"),
            ["connection-lost"] = (
                "La connexion à l'appareil de mesure a été coupée pendant le test.",
                $"Vérifier que l'appareil de mesure est allumé et son câble réseau branché, {Again}"),
            ["overflow"] = (
                "Les mesures arrivaient plus vite qu'elles n'étaient traitées.",
                $"Fermer les autres programmes de cet ordinateur, {Again}"),
            ["incomplete"] = (
                "Les mesures s'arrêtent avant la fin du cycle.",
                "Refaire le test du même moteur ; si cela se répète, vérifier l'appareil de mesure."),
            ["aborted"] = ("Le test a été arrêté avant sa fin.", "Refaire le test du même moteur."),
            ["stopped"] = ("Le test n'a pas pu continuer.", $"Corriger ce que dit la raison, {Again}"),
            ["interrupted"] = (
                "Le test a été coupé avant son verdict : le programme ou l'ordinateur s'est arrêté.",
                "Refaire le test du même moteur."),
            ["sensor-dead"] = ("Capteur muet : {0}.", $"Vérifier le capteur ({{0}}) et son câble, {Again}"),
            ["sensor-clipped"] = (
                "Capteur saturé : {0}.", $"Vérifier la fixation du capteur ({{0}}) et son calibre, {Again}"),
            ["sensor-loose"] = ("Capteur mal fixé : {0}.", $"Fixer à nouveau le capteur ({{0}}), {Again}"),
            ["sensor-gain"] = (
                "Capteur mal réglé : {0} donne un niveau faux dans toutes les fréquences.",
                $"Vérifier le calibre et la sensibilité du capteur ({{0}}), {Again}"),
            ["sensors-swapped"] = (
                "Deux capteurs sont inversés ({0}).", $"Remettre les deux câbles à leur place, {Again}"),
            ["not-a-number"] = (
                "Des mesures de {0} ne sont pas des nombres.",
                $"Vérifier le réglage de l'appareil de mesure pour {{0}}, {Again}"),
            ["wrong-rate"] = (
                "{0} est mesuré à une autre fréquence d'échantillonnage que prévu.",
                $"Régler la fréquence d'échantillonnage de l'appareil de mesure, {Again}"),
            ["tacho-lost"] = (
                "Le capteur de vitesse décroche.",
                $"Vérifier le capteur de vitesse, sa distance et son câble, {Again}"),
            ["tacho-bounces"] = (
                "Le capteur de vitesse donne des impulsions en trop.",
                $"Vérifier le capteur de vitesse et son blindage, {Again}"),
            ["never-turned"] = (
                "Le moteur n'a pas tourné.",
                $"Vérifier la validation de l'entraînement, l'accouplement et le capteur de vitesse, {Again}"),
            ["speed-off-profile"] = (
                "La vitesse ne suit pas le profil.", $"Vérifier l'entraînement et l'accouplement, {Again}"),
            ["hammer-blow"] = ("Un choc extérieur a été mesuré.", $"Ne pas heurter le banc pendant le test, {Again}"),
            ["no-baseline"] = (
                "Aucune limite n'a été apprise : le moteur a été enregistré, mais pas jugé.", "Appeler l'ingénieur."),
            ["not-measured"] = (
                "Une partie du cycle n'a pas été mesurée.",
                $"Vérifier que le cycle passe par toutes ses étapes, {Again}"),
            ["definition-differs"] = (
                "Le moteur a été mesuré avec une autre recette que les bons moteurs.", "Appeler l'ingénieur."),
            ["variant-unknown"] = ("Aucune limite n'a été apprise pour cette variante.", "Appeler l'ingénieur."),
            ["engine-not-finite"] = (
                "Le second modèle ne donne aucun résultat pour ce moteur.", "Appeler l'ingénieur."),
            ["value-missing"] = ("Des valeurs manquent.", $"Vérifier les capteurs et le profil de vitesse, {Again}"),
            ["unbalance"] = ("Balourd du rotor{1}.", Reject),
            ["stator-eccentricity"] = ("Excentricité du stator{1}.", Reject),
            ["bearing-outer"] = ("Roulement : défaut de la bague extérieure{1}.", Reject),
            ["bearing-inner"] = ("Roulement : défaut de la bague intérieure{1}.", Reject),
            ["bearing-ball"] = ("Roulement : défaut d'une bille{1}.", Reject),
            ["bearing-cage"] = ("Roulement : défaut de la cage{1}.", Reject),
            ["broken-magnet"] = ("Aimant cassé ou faible{1}.", Reject),
            ["rotor-pole"] = ("Un pôle du rotor est faible{1}.", Reject),
            ["turn-short"] = ("Court-circuit entre spires{1}.", Reject),
            ["phase-unbalance"] = ("Phases inégales : résistance ou contact{1}.", Reject),
            ["switching-frequency"] = ("Fréquence de découpage de l'onduleur fausse{1}.", Reject),
            ["loose-part"] = ("Pièce desserrée{1}.", Reject),
            ["brush-noise"] = ("Balais sur les bagues collectrices{1}.", Reject),
            ["anomaly"] = ("Comportement que les bons moteurs n'ont pas ({0}).", Reject),
            ["fixed-limit"] = ("Valeur hors de la limite spécifiée{1}.", Reject),
            ["envelope"] = ("Chocs périodiques au-dessus de la limite{1}.", Reject),
            ["spectrum"] = ("Bruit ou vibration au-dessus de la limite{1}.", Reject),
            ["current"] = ("Courants de phase hors limite{1}.", Reject),
            ["switching-line"] = ("Raie de découpage de l'onduleur hors limite{1}.", Reject),
            ["level"] = ("Niveau global hors limite{1}.", Reject),
            ["order"] = ("Ordre {2} hors limite{1}.", Reject),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether there are words for a code.</summary>
    public static bool Knows(string code) => s_words.ContainsKey(KeyOf(code));

    /// <summary>What a finding says.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="channelName">Name of its channel for people.</param>
    public static (string Text, string Instruction) Of(Finding finding, string channelName)
    {
        if (!s_words.TryGetValue(KeyOf(finding.Code), out (string Text, string Instruction) words))
        {
            return (finding.Text, finding.Instruction);
        }

        string order = KeyOf(finding.Code) == "order" ? finding.Code["order-".Length..].Replace('.', ',') : "";
        string text = string.Format(CultureInfo.InvariantCulture, words.Text, channelName, Figures(finding), order);
        return (text, string.Format(CultureInfo.InvariantCulture, words.Instruction, channelName));
    }

    /// <summary>The physical cause of a finding; empty where it has none. Its code is the cause's.</summary>
    public static string CauseOf(Finding finding)
    {
        if (finding.Cause.Length == 0
            || !s_words.TryGetValue(finding.Code, out (string Text, string Instruction) words))
        {
            return finding.Cause;
        }

        string cause = words.Text.Replace("{1}", "", StringComparison.Ordinal).TrimEnd('.');
        return finding.Cause.StartsWith("may be ", StringComparison.Ordinal)
            ? "peut-être : " + char.ToLowerInvariant(cause[0]) + cause[1..]
            : cause;
    }

    private static string KeyOf(string code) => code.StartsWith("order-", StringComparison.Ordinal) ? "order" : code;

    private static string Figures(Finding finding)
    {
        if (finding.Source is not (FindingSource.LearnedLimit or FindingSource.FixedLimit) || finding.Curve.Length == 0)
        {
            return "";
        }

        string measured = Number(finding.Value);
        string allowed = Number(finding.Limit);
        return $", {measured} mesuré pour {allowed} admis ({finding.Channel})";
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture).Replace('.', ',');
}
