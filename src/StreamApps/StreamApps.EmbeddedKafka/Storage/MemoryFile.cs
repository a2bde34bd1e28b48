namespace StreamApps.EmbeddedKafka.Storage;

/// <summary>A file as a list of equal blocks, so that growing it never copies what is there.</summary>
internal sealed class MemoryFile : IStorageFile
{
    const int BlockSize = 64 * 1024;

    readonly Lock _gate = new();
    readonly List<byte[]> _blocks = [];
    long _length;

    public long Length
    {
        get
        {
            lock (_gate)
                return _length;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            while (!bytes.IsEmpty)
            {
                var offset = (int)(_length % BlockSize);
                if (_length / BlockSize == _blocks.Count)
                    _blocks.Add(new byte[BlockSize]);
                var part = Math.Min(bytes.Length, BlockSize - offset);
                bytes[..part].CopyTo(_blocks[(int)(_length / BlockSize)].AsSpan(offset));
                bytes = bytes[part..];
                _length += part;
            }
        }
    }

    public int Read(long position, Span<byte> into)
    {
        lock (_gate)
        {
            var total = (int)Math.Max(0, Math.Min(into.Length, _length - position));
            var done = 0;
            while (done < total)
            {
                var offset = (int)((position + done) % BlockSize);
                var part = Math.Min(total - done, BlockSize - offset);
                _blocks[(int)((position + done) / BlockSize)].AsSpan(offset, part).CopyTo(into[done..]);
                done += part;
            }
            return total;
        }
    }

    public void Truncate(long length)
    {
        lock (_gate)
        {
            _length = Math.Min(_length, length);
            var keep = (int)((_length + BlockSize - 1) / BlockSize);
            _blocks.RemoveRange(keep, _blocks.Count - keep);
        }
    }

    public void Flush()
    {
        // Memory has no device behind it.
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Read(0, bytes);
        return bytes;
    }

    public void Dispose()
    {
        // The bytes stay for the next broker over this storage.
    }
}
