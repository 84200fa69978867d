using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bench.Repository.Tests;

/// <summary>House rules no analyzer has: each failure names the file, the line and the rule.</summary>
public sealed partial class TidyTests
{
    private const int FileLines = 500;
    private const int MethodLines = 70;
    private const int LineColumns = 120;

    // Put together from halves, because this file is checked too.
    private static readonly string[] s_bannedComments = ["FIX" + "ME", "TO" + "DO", "HA" + "CK", "XX" + "X"];
    private static readonly string[] s_homes =
        ["/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/", @"C:\Us" + "ers", "/wo" + "rk/"];

    [Fact]
    public void Files_and_lines_stay_short()
    {
        List<string> untidy = [];
        foreach (string file in Checkout.Files(".cs"))
        {
            string[] lines = Checkout.Text(file).Split('\n');
            if (lines.Length > FileLines)
            {
                untidy.Add($"{file}: {lines.Length} lines, the limit is {FileLines}: split the file.");
            }

            untidy.AddRange(lines.Index()
                .Where(line => line.Item.Length > LineColumns
                    && !line.Item.Contains("https://", StringComparison.Ordinal))
                .Select(line => $"{file}:{line.Index + 1}: {line.Item.Length} columns, the limit is {LineColumns}."));
        }

        AssertTidy(untidy);
    }

    [Fact]
    public void Methods_fit_a_screen() => AssertTidy(Trees().SelectMany(tree =>
        tree.Root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .Select(method => (Method: method, Lines: LineCount(method)))
            .Where(method => method.Lines > MethodLines)
            .Select(method =>
                $"{At(tree.File, method.Method)}: a method of {method.Lines} lines, the limit is {MethodLines}.")));

    [Fact]
    public void Comments_leave_nothing_behind() => AssertTidy(Trees().SelectMany(tree =>
        tree.Root.DescendantTrivia(descendIntoTrivia: true).SelectMany(trivia => Leftovers(tree.File, trivia))));

    [Fact]
    public void A_file_is_named_after_its_type_and_has_one_public_class()
    {
        List<string> untidy = [];
        foreach ((string file, SyntaxNode root) in Trees())
        {
            BaseTypeDeclarationSyntax[] types = [.. root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                .Where(type => type.Parent is not TypeDeclarationSyntax)];
            string[] names = [.. types.Select(type => type.Identifier.Text), .. root.DescendantNodes()
                .OfType<DelegateDeclarationSyntax>().Select(type => type.Identifier.Text)];
            string idea = Path.GetFileName(file).Split('.')[0];
            if (names.Length > 0 && !names.Contains(idea))
            {
                untidy.Add($"{file}: holds {string.Join(", ", names)} but no {idea}: name the file after its idea.");
            }

            // Enums and records may stand beside the type that uses them.
            string[] classes = [.. types.OfType<ClassDeclarationSyntax>()
                .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword)).Select(type => type.Identifier.Text)];
            if (classes.Length > 1)
            {
                untidy.Add($"{file}: {string.Join(", ", classes)} are public classes: one per file.");
            }
        }

        AssertTidy(untidy);
    }

    [Fact]
    public void Type_names_say_what_the_type_is() => AssertTidy(Trees().SelectMany(tree =>
        tree.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Where(type => EmptyName().IsMatch(type.Identifier.Text))
            .Select(type => $"{At(tree.File, type)}: {type.Identifier.Text} does not say what it is.")));

    [Fact]
    public void One_word_has_one_meaning() => AssertTidy(Checkout.Files(".cs").SelectMany(file =>
        Checkout.Text(file).Split('\n').Index()
            .Select(line => (line.Index, Word: BannedWord().Match(line.Item)))
            .Where(line => line.Word.Success && !file.EndsWith("TidyTests.cs", StringComparison.Ordinal))
            .Select(line =>
                $"{file}:{line.Index + 1}: \"{line.Word.Value}\" is no word of this project, see CONTRIBUTING.md.")));

    [Fact]
    public void No_file_names_a_folder_of_one_machine() => AssertTidy(
        Checkout.Files(".cs", ".md", ".json", ".csproj", ".props", ".targets", ".cmd", "/bench", "/test", "/run")
            .SelectMany(file => Checkout.Text(file).Split('\n').Index()
                .Where(line => s_homes.Any(home => line.Item.Contains(home, StringComparison.Ordinal)))
                .Select(line => $"{file}:{line.Index + 1}: a path of one machine: {line.Item.Trim()}")));

    private static IEnumerable<string> Leftovers(string file, SyntaxTrivia trivia)
    {
        int line = trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        if (trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
        {
            yield return $"{file}:{line}: a region hides code: split the file instead.";
        }

        if (!trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && !trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
        {
            yield break;
        }

        string words = trivia.ToString();
        foreach (string banned in s_bannedComments.Where(word => words.Contains(word, StringComparison.Ordinal)))
        {
            yield return $"{file}:{line}: {banned} left behind: open an issue and delete it.";
        }

        if (CommentedCode().IsMatch(words))
        {
            yield return $"{file}:{line}: commented-out code: delete it.";
        }
    }

    private static IEnumerable<(string File, SyntaxNode Root)> Trees() => Checkout.Files(".cs").Select(file =>
        (file, CSharpSyntaxTree.ParseText(Checkout.Text(file)).GetRoot(TestContext.Current.CancellationToken)));

    private static int LineCount(SyntaxNode node)
    {
        FileLinePositionSpan span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string At(string file, SyntaxNode node) =>
        $"{file}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static void AssertTidy(IEnumerable<string> untidy)
    {
        string[] all = [.. untidy];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    [GeneratedRegex("(Helper|Helpers|Util|Utils|Utility|Utilities|Manager|Common|Misc)$")]
    private static partial Regex EmptyName();

    // Run-down is called coast-down, a waterfall order map, a UUT or DUT motor, and so on.
    [GeneratedRegex(
        @"\b(run-?down|waterfall|UUT|DUT|KPI|NOK|golden (sample|part)|blacklist|whitelist)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex BannedWord();

    [GeneratedRegex(
        @"^//\s*([\w.]+\s*(=|\().*;|(if|for|foreach|while)\s*\(.*|return\b.*;|(var|int|double|string)\s\w+\s*=.*)\s*$")]
    private static partial Regex CommentedCode();
}
