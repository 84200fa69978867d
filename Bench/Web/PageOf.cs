namespace Bench.Web;

/// <summary>Which part of a list.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Size">Items on a page.</param>
internal readonly record struct PageOf(int Number, int Size)
{
    private const int MaxSize = 500;
    private const int MaxNumber = 1_000_000;

    /// <summary>Items before it.</summary>
    public int Skip => (Number - 1) * Size;

    /// <summary>Reads what was asked for.</summary>
    /// <exception cref="FormatException">Outside of 1-500 items.</exception>
    public static PageOf Parse(int? page, int? pageSize)
    {
        PageOf asked = new(page ?? 1, pageSize ?? 50);
        return asked is { Number: >= 1 and <= MaxNumber, Size: >= 1 and <= MaxSize }
            ? asked
            : throw new FormatException(
                $"page = {asked.Number}, pageSize = {asked.Size}: expected page 1 or more of 1-{MaxSize} items.");
    }
}

/// <summary>A part of a list and how long the whole is.</summary>
internal sealed record Paged<T>(long Total, int Page, int PageSize, IReadOnlyList<T> Items);
