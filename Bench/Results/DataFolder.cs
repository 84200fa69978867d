namespace Bench.Results;

/// <summary>Where one bench keeps what must not be lost: results.db, recordings/, baselines/, part-types/.</summary>
public sealed class DataFolder
{
    // EROFS and ERROR_WRITE_PROTECT as .NET hands them on.
    private static readonly int[] s_readOnly = [30, unchecked((int)0x80070013)];

    // The database needs some ten pages for a verdict; this holds several.
    private const int ReserveBytes = 1 << 20;

    private DataFolder(string root) => Root = root;

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    /// <summary>The results database.</summary>
    public string Database => Path.Combine(Root, "results.db");

    /// <summary>Folder of the recordings.</summary>
    public string Recordings => Path.Combine(Root, "recordings");

    /// <summary>Folder of the learned baselines.</summary>
    public string Baselines => Path.Combine(Root, "baselines");

    /// <summary>Folder of the part types' revisions that were saved on this bench.</summary>
    public string PartTypes => Path.Combine(Root, "part-types");

    /// <summary>Opens the folder and makes it where it is missing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static DataFolder Open(string path)
    {
        DataFolder folder = new(Path.GetFullPath(path));
        try
        {
            Directory.CreateDirectory(folder.Recordings);
            Directory.CreateDirectory(folder.Baselines);
            Directory.CreateDirectory(folder.PartTypes);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {folder.Root} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>The data folder that a recording lies in; null where it lies elsewhere.</summary>
    public static DataFolder? Of(string recording)
    {
        DirectoryInfo? parent = new FileInfo(Path.GetFullPath(recording)).Directory;
        while (parent is not null)
        {
            DataFolder folder = new(parent.Parent?.FullName ?? parent.FullName);
            if (parent.FullName == folder.Recordings && File.Exists(folder.Database))
            {
                return folder;
            }

            parent = parent.Parent;
        }

        return null;
    }

    private string Reserve => Path.Combine(Root, "reserve.bin");

    /// <summary>Keeps room on the disk, in which a verdict can be stored when a test fills the disk.</summary>
    public void HoldReserve()
    {
        FileInfo reserve = new(Reserve);
        if (!reserve.Exists || reserve.Length < ReserveBytes)
        {
            File.WriteAllBytes(Reserve, new byte[ReserveBytes]);
        }
    }

    /// <summary>Gives the room back that <see cref="HoldReserve"/> keeps.</summary>
    public void ReleaseReserve() => File.Delete(Reserve);

    /// <summary>
    /// Takes the folder for tests: one process at a time writes results. The returned handle gives it free, as does the
    /// end of the process, however it ends.
    /// </summary>
    /// <exception cref="IOException">Another process has it.</exception>
    public FileStream Lock()
    {
        string path = Path.Combine(Root, "bench.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (
            e is UnauthorizedAccessException || (e is IOException && s_readOnly.Contains(e.HResult)))
        {
            throw new IOException($"The data folder {Root} may not be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new IOException(
                $"{Root} is in use by another bench process: close it, or choose another --data folder.", e);
        }
    }
}
