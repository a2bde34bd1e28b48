namespace StreamApps.EmbeddedKafka.Storage;

/// <summary>Files below one directory, which a lock file keeps from a second broker.</summary>
internal sealed class DiskStorage : IStorage
{
    const string LockName = "broker.lock";

    readonly string _root;
    readonly FileStream _lock;

    public DiskStorage(string root)
    {
        _root = Path.GetFullPath(root);
        try
        {
            Directory.CreateDirectory(_root);
            _lock = new FileStream(
                Path.Combine(_root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new EmbeddedBrokerException($"the directory {_root} is used by another broker", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedBrokerException($"the directory {_root} cannot be written: {error.Message}", error);
        }
    }

    public IReadOnlyList<string> Folders() =>
        [.. Directory.GetDirectories(_root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Files(string folder) =>
        [.. Directory.GetFiles(PathOf(folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void CreateFolder(string folder) => Directory.CreateDirectory(PathOf(folder));

    public void DeleteFolder(string folder) => Directory.Delete(PathOf(folder), recursive: true);

    public IStorageFile Open(string folder, string name) => new DiskFile(PathOf(folder, name));

    public void Delete(string folder, string name) => File.Delete(PathOf(folder, name));

    public void Rename(string folder, string from, string to) =>
        File.Move(PathOf(folder, from), PathOf(folder, to), overwrite: true);

    public byte[]? ReadAll(string folder, string name)
    {
        var path = PathOf(folder, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    public void Replace(string folder, string name, ReadOnlySpan<byte> content)
    {
        var path = PathOf(folder, name);
        var temporary = path + ".tmp";
        using (var handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
        }
        File.Move(temporary, path, overwrite: true);
    }

    public void Dispose() => _lock.Dispose();

    string PathOf(string folder) => Path.Combine(_root, folder);

    string PathOf(string folder, string name) => Path.Combine(_root, folder, name);
}
