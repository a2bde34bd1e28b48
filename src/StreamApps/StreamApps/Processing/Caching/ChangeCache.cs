using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Holds back the changes of one table, one for each key: what it was before the first, and the last.
/// </summary>
internal sealed class ChangeCache<TKey, TValue>(
    Node owner, Outlet<TKey, Change<TValue>> outlet, ISerde<TKey> keySerde, CacheBudget budget, TaskContext context)
    : IChangeCache
{
    const int EntryOverhead = 200;

    readonly Dictionary<byte[], Held> _held = new(KeyBytesComparer.Instance);
    readonly PriorityQueue<byte[], long> _order = new();
    readonly List<(byte[] Key, Held? Before)> _undo = [];
    readonly ScratchBuffer _key = new();
    long _writes;
    Held? _taken;

    public Node Owner { get; } = owner;

    public void BeginRecord() => _undo.Clear();

    public void Rollback()
    {
        for (var step = _undo.Count - 1; step >= 0; step--)
        {
            var (key, before) = _undo[step];
            if (before is not null)
                Hold(key, before);
            else if (_held.Remove(key))
                budget.Add(-Size(key));
        }
        _undo.Clear();
    }

    public void Add(in Record<TKey, Change<TValue>> record)
    {
        _key.Clear();
        keySerde.Serialize(record.Key, _key);
        var lookup = _held.GetAlternateLookup<ReadOnlySpan<byte>>();
        var change = record;
        if (lookup.TryGetValue(_key.Span, out var key, out var before))
        {
            // The row before this change is in the middle: nobody has seen it.
            change = record.WithValue(record.Value with
            {
                Old = before.Record.Value.Old,
                HasOld = before.Record.Value.HasOld,
            });
        }
        key ??= _key.Span.ToArray();
        _undo.Add((key, before));
        Hold(key, new(change, context.Metadata, ++_writes));
    }

    public bool TryTake()
    {
        while (_order.TryDequeue(out var key, out var write))
        {
            // Written again since, or taken back.
            if (!_held.TryGetValue(key, out var held) || held.Write != write)
                continue;
            _held.Remove(key);
            budget.Add(-Size(key));
            if (!held.Record.Value.HasNew && !held.Record.Value.HasOld)
                continue;
            _taken = held;
            return true;
        }
        return false;
    }

    public void ForwardTaken()
    {
        context.Metadata = _taken!.Metadata;
        outlet.Forward(_taken.Record);
    }

    public void Clear()
    {
        foreach (var key in _held.Keys)
            budget.Add(-Size(key));
        _held.Clear();
        _order.Clear();
        _undo.Clear();
    }

    void Hold(byte[] key, Held held)
    {
        if (!_held.ContainsKey(key))
            budget.Add(Size(key));
        _held[key] = held;
        _order.Enqueue(key, held.Write);
    }

    /// <summary>Values are counted where they were written: in the store.</summary>
    static long Size(byte[] key) => key.Length + EntryOverhead;

    /// <summary>A change that is held back, with the input record that made it.</summary>
    sealed record Held(Record<TKey, Change<TValue>> Record, RecordMetadata Metadata, long Write);
}
