using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using StreamApps.Processing;

namespace StreamApps.State;

/// <summary>The stores of one task: an overlay each over the task's database. For one thread.</summary>
internal sealed class TaskStores : IDisposable
{
    readonly ITaskDatabase _database;
    readonly ByteArena _arena = new();
    readonly IStateWriteBatch _batch;
    readonly ScratchBuffer _rowKey = new();
    readonly ScratchBuffer _row = new();
    readonly StoreOverlay[] _overlays;
    readonly byte[][] _encodedNames;
    readonly Dictionary<string, object> _open = new(StringComparer.Ordinal);
    readonly bool[] _hasChangelog;
    readonly int _reserved;

    /// <param name="database">Where they are kept.</param>
    /// <param name="descriptors">The stores.</param>
    /// <param name="trace">Hears of each change.</param>
    /// <param name="sourceTables">Those of them that have no changelog.</param>
    public TaskStores(
        ITaskDatabase database,
        IReadOnlyList<StoreDescriptor> descriptors,
        ITaskTrace? trace = null,
        IReadOnlyList<SourceTable>? sourceTables = null)
    {
        _database = database;
        _batch = database.CreateBatch();
        _reserved = database.StoreNumber(ReservedStore.Name);
        _overlays = [.. descriptors.Select(descriptor => new StoreOverlay(descriptor.Name, database, _arena)
        {
            Trace = trace,
        })];
        _encodedNames = [.. descriptors.Select(descriptor => Encoding.UTF8.GetBytes(descriptor.Name))];
        _hasChangelog = [.. descriptors.Select(descriptor =>
            sourceTables?.Any(table => table.Store.Name == descriptor.Name) != true)];
        for (var index = 0; index < descriptors.Count; index++)
            _open.Add(descriptors[index].Name, descriptors[index].Open(_overlays[index]));
    }

    /// <summary>Bytes that the overlays hold.</summary>
    public long Bytes => _arena.Used;

    /// <summary>The store of a descriptor.</summary>
    public object Get(StoreDescriptor descriptor) => _open[descriptor.Name];

    /// <summary>The overlay of a store that the runtime itself uses.</summary>
    public StoreOverlay Overlay(string name) => Array.Find(_overlays, overlay => overlay.Name == name)
        ?? throw new KeyNotFoundException($"there is no store '{name}'");

    public void BeginRecord()
    {
        foreach (var overlay in _overlays)
            overlay.BeginRecord();
    }

    public void EndRecord()
    {
        foreach (var overlay in _overlays)
            overlay.CloseScans();
    }

    public void Rollback()
    {
        foreach (var overlay in _overlays)
        {
            overlay.CloseScans();
            overlay.Rollback();
        }
    }

    /// <summary>Drops all changes.</summary>
    public void Clear()
    {
        foreach (var overlay in _overlays)
        {
            overlay.CloseScans();
            overlay.Clear();
        }
        _arena.Reset();
    }

    /// <summary>Hands the changes of all stores with a changelog over.</summary>
    public void ForEachChange<TArgument>(
        TArgument argument, ScratchBuffer key, OverlayChange<(TArgument Argument, ScratchBuffer Key)> change)
    {
        for (var index = 0; index < _overlays.Length; index++)
        {
            if (!_hasChangelog[index])
                continue;
            key.Clear();
            ChangelogKey.Begin(_encodedNames[index], key);
            _overlays[index].ForEach((argument, key), change);
        }
    }

    /// <summary>Writes changes, task record and position as one, and forgets the changes.</summary>
    public void Apply(ReadOnlySpan<byte> taskRecord, ChangelogPosition? position)
    {
        _batch.Clear();
        foreach (var overlay in _overlays)
            overlay.AddTo(_batch);
        _batch.Put(_reserved, ReservedStore.TaskRecordKey, taskRecord);
        PutPosition(position);
        _database.Write(_batch);
        _batch.Clear();
        foreach (var overlay in _overlays)
            overlay.RememberCommitted();
        Clear();
    }

    /// <summary>Writes changelog records straight to the database, with the position after them.</summary>
    /// <returns>How many were of stores that are not there.</returns>
    public int ApplyChangelog(ReadOnlySpan<LogRecord> records, ChangelogPosition position)
    {
        var orphans = 0;
        _batch.Clear();
        foreach (ref readonly var record in records)
        {
            if (!TryResolve(record, out var store, out var key))
                orphans++;
            else if (record.Value is { } value)
                _batch.Put(store, key, value.Span);
            else
                _batch.Delete(store, key);
        }
        PutPosition(position);
        foreach (var overlay in _overlays)
            overlay.ForgetCommitted();
        _database.Write(_batch);
        _batch.Clear();
        return orphans;
    }

    /// <summary>Reads one of the runtime's own entries.</summary>
    public bool TryGetReserved(ReadOnlySpan<byte> key, IBufferWriter<byte> value) =>
        _database.TryGet(_reserved, key, value);

    public void Dispose() => _batch.Dispose();

    /// <summary>Writes rows straight to the database, and how far they are.</summary>
    /// <param name="rows">Where to, with its next offset after the records.</param>
    /// <param name="records">The records of their source.</param>
    /// <param name="to">The offset to stop before.</param>
    public void ApplyRows(SourceRows rows, ReadOnlySpan<LogRecord> records, long to)
    {
        var overlay = Overlay(rows.Store);
        _batch.Clear();
        foreach (ref readonly var record in records)
        {
            if (record.Offset >= to || !rows.Reader.TryRead(record, _rowKey, _row))
                continue;
            if (_row.Length > 0)
                _batch.Put(overlay.Number, _rowKey.Span, _row.Span);
            else
                _batch.Delete(overlay.Number, _rowKey.Span);
        }
        PutMark(rows);
        overlay.ForgetCommitted();
        _database.Write(_batch);
        _batch.Clear();
    }

    /// <summary>Notes how far rows are.</summary>
    public void MarkRows(IReadOnlyList<SourceRows> all)
    {
        _batch.Clear();
        foreach (var rows in all)
            PutMark(rows);
        _database.Write(_batch);
        _batch.Clear();
    }

    /// <summary>Forgets how far rows are: the task record says it.</summary>
    public void UnmarkRows(IReadOnlyList<SourceRows> all)
    {
        _batch.Clear();
        foreach (var rows in all)
            _batch.Delete(_reserved, rows.MarkKey);
        _database.Write(_batch);
        _batch.Clear();
    }

    bool TryResolve(in LogRecord record, out int store, out ReadOnlySpan<byte> key)
    {
        key = default;
        store = _reserved;
        if (record.Key is not { } bytes)
            return false;
        var name = ChangelogKey.Split(bytes.Span, out key);
        if (name.IsEmpty)
        {
            key = ReservedStore.TaskRecordKey;
            return true;
        }
        for (var index = 0; index < _overlays.Length; index++)
        {
            if (!name.SequenceEqual(_encodedNames[index]))
                continue;
            store = _overlays[index].Number;
            return true;
        }
        return false;
    }

    void PutMark(SourceRows rows)
    {
        Span<byte> next = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(next, rows.Next);
        _batch.Put(_reserved, rows.MarkKey, next);
    }

    void PutPosition(ChangelogPosition? position)
    {
        if (position is not { } known)
            return;
        Span<byte> encoded = stackalloc byte[ChangelogPosition.EncodedSize];
        known.Encode(encoded);
        _batch.Put(_reserved, ReservedStore.PositionKey, encoded);
    }
}
