using Microsoft.Win32.SafeHandles;

namespace StreamApps.EmbeddedKafka.Storage;

/// <summary>
/// An open file. A deleted file stays readable to a fetch that already holds it: its handle is closed by the
/// runtime once nobody refers to it, not at the deletion.
/// </summary>
internal sealed class DiskFile : IStorageFile
{
    readonly SafeFileHandle _handle;

    public DiskFile(string path)
    {
        _handle = File.OpenHandle(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_handle);
    }

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, Length);
        }
        catch (IOException)
        {
            // A full disk may have taken a part: what was not acknowledged must not be found later.
            RandomAccess.SetLength(_handle, Length);
            throw;
        }
        Length += bytes.Length;
    }

    public int Read(long position, Span<byte> into) => RandomAccess.Read(_handle, into, position);

    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        Length = length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
