using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Passes the first record of each id in a time, and drops the others.</summary>
internal sealed class DropDuplicatesNode<TKey, TValue, TId>(
    Func<TKey, TValue, TId?> idOf, ISerde<TId> serde, long within, string storeName)
    : OperatorNode<TKey, TValue, TKey, TValue>
{
    readonly ScratchBuffer _id = new();
    SeenIds? _seen;

    public override void Init() => _seen = new(Context.Stores!.Overlay(storeName), within);

    public override void Process(in Record<TKey, TValue> record)
    {
        if (idOf(record.Key, record.Value) is { } id)
        {
            _id.Clear();
            serde.Serialize(id, _id);
            if (!_seen!.TryAdd(_id.Span, record.Timestamp))
                return;
        }
        Forward(record);
    }
}
