using System.Buffers;

namespace StreamApps.State;

/// <summary>A store of bytes over a task's overlay.</summary>
internal sealed class BytesStore(StoreOverlay overlay) : IBytesStore
{
    readonly ScratchBuffer _limit = new();

    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) => overlay.TryGet(key, out value);

    public bool TryGet(ReadOnlySpan<byte> key, IBufferWriter<byte> value)
    {
        if (!overlay.TryGet(key, out var found))
            return false;
        value.Write(found);
        return true;
    }

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => overlay.Put(key, value);

    public void Delete(ReadOnlySpan<byte> key) => overlay.Delete(key);

    public IStateIterator Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool backwards = false) =>
        overlay.Scan(from, to, backwards);

    public IStateIterator ScanPrefix(ReadOnlySpan<byte> prefix, bool backwards = false)
    {
        KeyRange.AfterPrefix(prefix, _limit);
        return overlay.Scan(prefix, _limit.Span, backwards);
    }
}
