using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>Producer ids, never given twice: a block is reserved on disk before its first id is given.</summary>
internal sealed class ProducerIds
{
    const string Folder = "meta";
    const string FileName = "producer-ids";
    const long BlockSize = 1000;

    readonly IStorage _storage;
    long _next;
    long _reserved;

    public ProducerIds(IStorage storage)
    {
        _storage = storage;
        storage.CreateFolder(Folder);
        var bytes = storage.ReadAll(Folder, FileName);
        _next = bytes is { Length: sizeof(long) } ? BitConverter.ToInt64(bytes) : 0;
        _reserved = _next;
    }

    public long Next()
    {
        if (_next == _reserved)
        {
            _storage.Replace(Folder, FileName, BitConverter.GetBytes(_reserved + BlockSize));
            _reserved += BlockSize;
        }
        return _next++;
    }
}
