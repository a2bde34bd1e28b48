using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>
/// Storage that ends the broker at its n-th write: that write leaves nothing, or a torn half, and nothing after it
/// happens. With <see cref="DiskFull"/> writes fail and the broker lives on.
/// </summary>
sealed class CrashingStorage(IStorage inner) : IStorage
{
    public int WritesLeft { get; set; } = int.MaxValue;

    public bool TearLastAppend { get; set; }

    public bool DiskFull { get; set; }

    /// <summary>After so many more writes the disk is full.</summary>
    public int FullAfter { get; set; } = int.MaxValue;

    public int Writes { get; private set; }

    public IReadOnlyList<string> Folders() => inner.Folders();

    public IReadOnlyList<string> Files(string folder) => inner.Files(folder);

    public void CreateFolder(string folder) => inner.CreateFolder(folder);

    public void DeleteFolder(string folder)
    {
        Count();
        inner.DeleteFolder(folder);
    }

    public IStorageFile Open(string folder, string name) => new CrashingFile(this, inner.Open(folder, name));

    public void Delete(string folder, string name)
    {
        Count();
        inner.Delete(folder, name);
    }

    public void Rename(string folder, string from, string to)
    {
        Count();
        inner.Rename(folder, from, to);
    }

    public byte[]? ReadAll(string folder, string name) => inner.ReadAll(folder, name);

    public void Replace(string folder, string name, ReadOnlySpan<byte> content)
    {
        Count();
        inner.Replace(folder, name, content);
    }

    public void Dispose() => inner.Dispose();

    void Count(Action? torn = null)
    {
        if (DiskFull || (FullAfter != int.MaxValue && FullAfter-- <= 0))
            throw new IOException("No space left on device");
        if (WritesLeft-- <= 0)
        {
            if (TearLastAppend && WritesLeft == -1)
                torn?.Invoke();
            throw new CrashException();
        }
        Writes++;
    }

    sealed class CrashingFile(CrashingStorage owner, IStorageFile file) : IStorageFile
    {
        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            var half = bytes[..(bytes.Length / 2)].ToArray();
            owner.Count(() => file.Append(half));
            file.Append(bytes);
        }

        public int Read(long position, Span<byte> into) => file.Read(position, into);

        public void Truncate(long length) => file.Truncate(length);

        public void Flush() => file.Flush();

        public void Dispose() => file.Dispose();
    }
}
