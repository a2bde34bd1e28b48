using Backorders.CdcBridge.Positions;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>What the connector wrote of the tables.</summary>
sealed class CapturedTopics : IDisposable
{
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    readonly ChangeDecoder _decoder;
    readonly ILogAdmin _admin;
    readonly ILogReader _reader;
    readonly List<TopicPartition> _partitions;
    readonly LogRecordBatch _batch = new(1000);
    readonly HashSet<(string, string?, ulong, RowOperation)> _places = [];
    readonly Dictionary<(string Table, string Key), (SourcePosition Place, bool IsThere)> _rows = [];
    readonly Dictionary<string, SourcePosition> _truncated = [];
    long _read;

    public CapturedTopics(BridgeMapping mapping, ILogTransport transport, ILogAdmin admin, int partitions)
    {
        (_decoder, _admin) = (new ChangeDecoder(mapping), admin);
        _partitions =
            [.. mapping.Tables.SelectMany(
                table => Enumerable.Range(0, partitions).Select(number => new TopicPartition(table.Topic, number)))];
        _reader = transport.CreateReader(ReadIsolation.Committed);
        _reader.Assign([.. _partitions.Select(partition => new TopicPartitionOffset(partition, 0))]);
    }

    /// <summary>How many changes were streamed.</summary>
    public int Streamed { get; private set; }

    /// <summary>How many of them came again: from the place in the source's log that one before them has.</summary>
    public int Repeats { get; private set; }

    /// <summary>How many rows were read because a signal asked for it.</summary>
    public int IncrementalReads { get; private set; }

    /// <summary>
    /// Of these rows of a table, those that are not there by what the connector wrote: never, or last that they are
    /// gone. What it leaves out no bridge can have.
    /// </summary>
    public IReadOnlyList<string> Lacks(string table, IEnumerable<string> keys) =>
        [.. keys.Where(key => !_rows.TryGetValue((table, key), out var row) || !row.IsThere
            || row.Place < _truncated.GetValueOrDefault(table))];

    /// <summary>Reads what is there now.</summary>
    public void Read()
    {
        var end = _admin.Offsets(_partitions).Values.Sum(range => range.End);
        while (_read < end)
        {
            _batch.Clear();
            _read += _reader.Poll(_batch, Turn);
            foreach (var record in _batch.Records)
                See(_decoder.Decode(Captured(record)));
        }
    }

    public void Dispose() => _reader.Dispose();

    void See(DecodedChange change)
    {
        if (change.Kind == ChangeKind.Truncate)
            _truncated[change.Table!.Id] = Later(_truncated.GetValueOrDefault(change.Table.Id), change.Position);
        if (change.Kind != ChangeKind.Row)
            return;
        // What comes again is of an earlier place; of a key that is changed both halves have one.
        var row = (change.Table!.Id, change.Key!);
        if (!_rows.TryGetValue(row, out var last) || change.Position >= last.Place)
            _rows[row] = (change.Position, change.Operation != RowOperation.Delete);
        if (change.Marker == SnapshotMarker.Incremental)
            IncrementalReads++;
        if (change.Operation == RowOperation.Read)
            return;
        Streamed++;
        if (!_places.Add((change.Table.Id, change.Key, change.Position.A, change.Operation)))
            Repeats++;
    }

    static SourcePosition Later(SourcePosition one, SourcePosition other) => one > other ? one : other;

    static CapturedRecord Captured(in LogRecord record) => new(
        record.Source.Topic,
        record.Source.Partition,
        record.Offset,
        record.Timestamp,
        [],
        record.Key?.ToArray(),
        record.Value?.ToArray());
}
