namespace StreamApps.EmbeddedKafka.Storage;

/// <summary>
/// Files in memory. They outlive the broker that used them, so that a new broker over the same storage is a restart.
/// </summary>
internal sealed class MemoryStorage : IStorage
{
    readonly Dictionary<string, Dictionary<string, MemoryFile>> _folders = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Folders()
    {
        lock (_folders)
            return [.. _folders.Keys.Where(name => name.Length > 0).Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Files(string folder)
    {
        lock (_folders)
            return [.. Folder(folder).Keys.Order(StringComparer.Ordinal)];
    }

    public void CreateFolder(string folder)
    {
        lock (_folders)
            Folder(folder);
    }

    public void DeleteFolder(string folder)
    {
        lock (_folders)
            _folders.Remove(folder);
    }

    public IStorageFile Open(string folder, string name)
    {
        lock (_folders)
        {
            var files = Folder(folder);
            if (!files.TryGetValue(name, out var file))
                files[name] = file = new MemoryFile();
            return file;
        }
    }

    public void Delete(string folder, string name)
    {
        lock (_folders)
            Folder(folder).Remove(name);
    }

    public void Rename(string folder, string from, string to)
    {
        lock (_folders)
        {
            var files = Folder(folder);
            if (!files.Remove(from, out var file))
                throw new FileNotFoundException($"{folder}/{from}");
            files[to] = file;
        }
    }

    public byte[]? ReadAll(string folder, string name)
    {
        lock (_folders)
            return Folder(folder).TryGetValue(name, out var file) ? file.ToArray() : null;
    }

    public void Replace(string folder, string name, ReadOnlySpan<byte> content)
    {
        var file = new MemoryFile();
        file.Append(content);
        lock (_folders)
            Folder(folder)[name] = file;
    }

    public void Dispose()
    {
        // The files stay for the next broker over this storage.
    }

    Dictionary<string, MemoryFile> Folder(string folder)
    {
        if (!_folders.TryGetValue(folder, out var files))
            _folders[folder] = files = new Dictionary<string, MemoryFile>(StringComparer.Ordinal);
        return files;
    }
}
