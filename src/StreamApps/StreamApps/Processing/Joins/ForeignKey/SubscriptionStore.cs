using System.Buffers.Binary;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Who points to a right key: length of that key (4), that key, key of the left row. The value: partition of the left
/// row (4), its version.
/// </summary>
internal sealed class SubscriptionStore(StoreOverlay store)
{
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _value = new();
    readonly ScratchBuffer _limit = new();

    public void Put(ReadOnlySpan<byte> rightKey, Subscription subscription)
    {
        _value.Clear();
        BinaryPrimitives.WriteInt32BigEndian(_value.GetSpan(sizeof(int)), subscription.LeftPartition);
        _value.Advance(sizeof(int));
        _value.Append(subscription.Version);
        Begin(rightKey);
        _key.Append(subscription.LeftKey);
        store.Put(_key.Span, _value.Span);
    }

    public void Delete(ReadOnlySpan<byte> rightKey, Subscription subscription)
    {
        Begin(rightKey);
        _key.Append(subscription.LeftKey);
        store.Delete(_key.Span);
    }

    /// <summary>The left rows that point to a right key, in the order of their keys' bytes.</summary>
    public IStateIterator Scan(ReadOnlySpan<byte> rightKey)
    {
        Begin(rightKey);
        KeyRange.AfterPrefix(_key.Span, _limit);
        return store.Scan(_key.Span, _limit.Span, backwards: false);
    }

    /// <summary>The left key of an entry that was found for a right key of this length.</summary>
    public static ReadOnlySpan<byte> LeftKey(IStateIterator entry, int rightKeyLength) =>
        entry.Key[(sizeof(int) + rightKeyLength)..];

    public static int LeftPartition(IStateIterator entry) => BinaryPrimitives.ReadInt32BigEndian(entry.Value);

    public static ReadOnlySpan<byte> Version(IStateIterator entry) => entry.Value[sizeof(int)..];

    void Begin(ReadOnlySpan<byte> rightKey)
    {
        _key.Clear();
        BinaryPrimitives.WriteInt32BigEndian(_key.GetSpan(sizeof(int)), rightKey.Length);
        _key.Advance(sizeof(int));
        _key.Append(rightKey);
    }
}
