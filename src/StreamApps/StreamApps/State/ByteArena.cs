namespace StreamApps.State;

/// <summary>
/// Memory that is handed out piece by piece and taken back all at once. Chunks never move, so a span stays valid
/// until <see cref="Reset"/>; they are reused after it, up to a bound.
/// </summary>
internal sealed class ByteArena
{
    const int ChunkSize = 64 << 10;
    const int KeptChunks = 512;

    readonly List<byte[]> _chunks = [];
    int _chunk;
    int _used;

    /// <summary>Bytes handed out since the last reset.</summary>
    public long Used { get; private set; }

    public ArenaSlice Allocate(int length)
    {
        Used += length;
        if (length > ChunkSize / 4)
            return AllocateAlone(length);
        if (_chunks.Count == 0)
            _chunks.Add(new byte[ChunkSize]);
        if (_used + length > _chunks[_chunk].Length || _chunks[_chunk].Length != ChunkSize)
            NextChunk();
        var slice = new ArenaSlice(_chunk, _used, length);
        _used += length;
        return slice;
    }

    public ArenaSlice Copy(ReadOnlySpan<byte> bytes)
    {
        var slice = Allocate(bytes.Length);
        bytes.CopyTo(Span(slice));
        return slice;
    }

    public Span<byte> Span(ArenaSlice slice) => _chunks[slice.Chunk].AsSpan(slice.Offset, slice.Length);

    /// <summary>Takes all memory back: no slice or span may be used after it.</summary>
    public void Reset()
    {
        // Chunks of an odd size belong to single large values: keeping them would let one of those pin memory.
        _chunks.RemoveAll(static chunk => chunk.Length != ChunkSize);
        if (_chunks.Count > KeptChunks)
            _chunks.RemoveRange(KeptChunks, _chunks.Count - KeptChunks);
        _chunk = 0;
        _used = 0;
        Used = 0;
    }

    ArenaSlice AllocateAlone(int length)
    {
        _chunks.Add(new byte[Math.Max(length, ChunkSize + 1)]);
        return new ArenaSlice(_chunks.Count - 1, 0, length);
    }

    void NextChunk()
    {
        do
        {
            _chunk++;
        }
        while (_chunk < _chunks.Count && _chunks[_chunk].Length != ChunkSize);
        if (_chunk == _chunks.Count)
            _chunks.Add(new byte[ChunkSize]);
        _used = 0;
    }
}
