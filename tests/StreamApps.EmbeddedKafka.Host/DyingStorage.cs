using System.Diagnostics;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Host;

/// <summary>
/// Files whose n-th write of one kind ends the process with SIGKILL before it happens: what a power switch does, at a
/// chosen point. Kinds: <c>any</c>; <c>index</c>, a segment is written and its index is not; <c>marker</c>, a
/// transaction is prepared and a marker is not written; <c>complete</c>, the markers are written and the end is not
/// noted; <c>offsets</c>, an offset commit.
/// </summary>
sealed class DyingStorage(IStorage inner, string kind, int count) : IStorage
{
    int _left = count;
    bool _afterMarker;

    public IReadOnlyList<string> Folders() => inner.Folders();

    public IReadOnlyList<string> Files(string folder) => inner.Files(folder);

    public void CreateFolder(string folder) => inner.CreateFolder(folder);

    public void DeleteFolder(string folder) => inner.DeleteFolder(folder);

    public IStorageFile Open(string folder, string name) => new DyingFile(this, inner.Open(folder, name), folder);

    public void Delete(string folder, string name) => inner.Delete(folder, name);

    public void Rename(string folder, string from, string to) => inner.Rename(folder, from, to);

    public byte[]? ReadAll(string folder, string name) => inner.ReadAll(folder, name);

    public void Replace(string folder, string name, ReadOnlySpan<byte> content)
    {
        Count(name.EndsWith(".index", StringComparison.Ordinal) ? "index" : "other");
        inner.Replace(folder, name, content);
    }

    public void Dispose() => inner.Dispose();

    void OnAppend(string folder, ReadOnlySpan<byte> batch)
    {
        var isMarker = BatchHeader.Read(batch).IsControl;
        if (isMarker)
            Count("marker");
        else if (folder.StartsWith("__transaction_state", StringComparison.Ordinal))
            Count(_afterMarker ? "complete" : "other");
        else
            Count(folder.StartsWith("__consumer_offsets", StringComparison.Ordinal) ? "offsets" : "other");
        _afterMarker = isMarker;
    }

    void Count(string write)
    {
        if ((kind == "any" || kind == write) && --_left <= 0)
            Process.GetCurrentProcess().Kill();
    }

    sealed class DyingFile(DyingStorage owner, IStorageFile file, string folder) : IStorageFile
    {
        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            owner.OnAppend(folder, bytes);
            file.Append(bytes);
        }

        public int Read(long position, Span<byte> into) => file.Read(position, into);

        public void Truncate(long length) => file.Truncate(length);

        public void Flush() => file.Flush();

        public void Dispose() => file.Dispose();
    }
}
