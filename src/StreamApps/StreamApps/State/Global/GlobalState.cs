using System.Buffers.Binary;
using System.Text;
using StreamApps.Processing;

namespace StreamApps.State;

/// <summary>
/// The rows of all global tables of an instance, with the positions up to which their topics were read, in one
/// database. Its topics are what it is restored from: it has no changelog. Rows are read from any thread, beside the
/// one that applies what is new.
/// </summary>
internal sealed class GlobalState : IDisposable
{
    /// <summary>The name under which errors of global tables are told.</summary>
    public const string TaskName = "global";

    readonly IReadOnlyList<GlobalTableSpec> _tables;
    readonly ITaskDatabase _database;
    readonly IStateWriteBatch _batch;
    readonly ErrorPolicy _errors;
    readonly int _reserved;
    readonly ScratchBuffer _value = new();

    public GlobalState(IReadOnlyList<GlobalTableSpec> tables, ITaskDatabase database, ErrorPolicy errors)
    {
        _tables = tables;
        _database = database;
        _errors = errors;
        _batch = database.CreateBatch();
        _reserved = database.StoreNumber(ReservedStore.Name);
    }

    /// <summary>Records without a key, and those that the error handler left out, since this was opened.</summary>
    public long Dropped { get; private set; }

    /// <summary>The names of the stores to open the database with.</summary>
    public static IReadOnlyList<string> DatabaseStores(IReadOnlyList<GlobalTableSpec> tables) =>
        [ReservedStore.Name, .. tables.Select(table => table.Name)];

    /// <summary>The rows of a table; for one thread.</summary>
    public GlobalRows Rows(string table) => new(_database, _database.StoreNumber(table));

    /// <summary>The next offset of a partition, and when it was reached; null when it was never read.</summary>
    public (long NextOffset, long Time)? Position(TopicPartition partition)
    {
        var buffer = new ScratchBuffer();
        if (!_database.TryGet(_reserved, PositionKey(partition), buffer))
            return null;
        return (
            BinaryPrimitives.ReadInt64BigEndian(buffer.Span),
            BinaryPrimitives.ReadInt64BigEndian(buffer.Span[sizeof(long)..]));
    }

    /// <summary>Writes records and the positions after them in one batch.</summary>
    /// <param name="records">Of the tables' topics.</param>
    /// <param name="positions">The next offsets.</param>
    /// <param name="time">The wall clock, in milliseconds since 1970.</param>
    /// <exception cref="RecordFailedException">A record is no row, and the handler decided to fail.</exception>
    public void Apply(ReadOnlySpan<LogRecord> records, IEnumerable<TopicPartitionOffset> positions, long time)
    {
        _batch.Clear();
        foreach (ref readonly var record in records)
        {
            foreach (var table in _tables)
            {
                if (table.Topic == record.Source.Topic)
                    Apply(table, record);
            }
        }
        Span<byte> encoded = stackalloc byte[2 * sizeof(long)];
        foreach (var position in positions)
        {
            BinaryPrimitives.WriteInt64BigEndian(encoded, position.Offset);
            BinaryPrimitives.WriteInt64BigEndian(encoded[sizeof(long)..], time);
            _batch.Put(_reserved, PositionKey(position.Partition), encoded);
        }
        _database.Write(_batch);
        _batch.Clear();
    }

    public void Dispose()
    {
        _batch.Dispose();
        _database.Dispose();
    }

    void Apply(GlobalTableSpec table, in LogRecord record)
    {
        if (record.Key is not { } key)
        {
            Dropped++;
            return;
        }
        if (!IsRow(table, record))
            return;
        var store = _database.StoreNumber(table.Name);
        if (record.Value is not { } value)
        {
            _batch.Delete(store, key.Span);
            return;
        }
        _value.Clear();
        BinaryPrimitives.WriteInt64BigEndian(_value.GetSpan(sizeof(long)), record.Timestamp);
        _value.Advance(sizeof(long));
        _value.Append(value.Span);
        _batch.Put(store, key.Span, _value.Span);
    }

    /// <summary>
    /// What cannot be read is found here and not at a look-up, where a sound record would be blamed for it. Every
    /// instance reads it, so it is no dead letter: one of each would be written.
    /// </summary>
    bool IsRow(GlobalTableSpec table, in LogRecord record)
    {
        try
        {
            table.Verify(record);
            return true;
        }
        catch (SerdeException error)
        {
            var failure = new RecordError(
                ErrorStage.Deserialization,
                new TaskId(TaskName, record.Source.Partition),
                record.Source,
                record.Offset,
                record.Timestamp,
                table.Name,
                error);
            if (_errors.Decide(failure) == ErrorAction.Fail)
                throw new RecordFailedException(failure);
            Dropped++;
            return false;
        }
    }

    static byte[] PositionKey(TopicPartition partition) => Encoding.UTF8.GetBytes($"position/{partition}");
}
