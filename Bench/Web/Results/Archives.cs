using Bench.Results;
using Bench.Web.Live;

namespace Bench.Web.Results;

/// <summary>Production's finished tests and the training's, each apart.</summary>
internal sealed class Archives(TestBench production, Training training)
{
    /// <summary>One of the two.</summary>
    /// <exception cref="KeyNotFoundException">There was never any training.</exception>
    public ResultArchive Of(ResultArea area) => area == ResultArea.Production
        ? production.Archive
        : training.Archive ?? throw new KeyNotFoundException("There was no training on this bench yet.");

    /// <summary>Reads a test, wherever it is.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that id.</exception>
    public T Find<T>(string id, Func<ResultArchive, ResultStore, StoredRun, T> read)
    {
        ResultArchive archive = ArchiveOf(id);
        return archive.Read(store => read(archive, store, store.Run(id)!));
    }

    private ResultArchive ArchiveOf(string id)
    {
        if (production.Archive.Read(store => store.Row(id)) is not null)
        {
            return production.Archive;
        }

        return training.Archive is { } archive && archive.Read(store => store.Row(id)) is not null
            ? archive
            : throw new KeyNotFoundException("There is no finished test of this id.");
    }
}
