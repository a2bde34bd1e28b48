namespace Backorders.Replay.Explain;

/// <summary>Replays some SKUs of a log up to a point. Not thread-safe.</summary>
internal sealed class LogReplay(IEnumerable<SkuReplay> skus, LogPoint until) : ICommandVisitor
{
    const long LastTimestamp = 253_402_300_799_999;

    readonly Dictionary<string, SkuReplay> _skus = skus.ToDictionary(sku => sku.Sku.Value, StringComparer.Ordinal);
    readonly Dictionary<string, int> _partitions = new(StringComparer.Ordinal);
    readonly Dictionary<int, long> _times = [];
    readonly Dictionary<int, List<LogRecord>> _defaults = [];

    /// <summary>Log time at the point; null when the log did not reach it.</summary>
    public long? Reached { get; private set; }

    /// <summary>The partition in which a SKU was seen.</summary>
    public int? PartitionOf(Sku sku) => _partitions.TryGetValue(sku.Value, out var partition) ? partition : null;

    public void Visit(LogRecord record)
    {
        var partition = record.Position.Partition;
        if (IsPast(record.Position, record.Timestamp))
            return;
        if (record.Command is Tick || record.Command.Sku == "*")
        {
            HandleForAll(partition, record);
            return;
        }
        if (record.Command.Sku is not { } name || !_skus.TryGetValue(name, out var sku))
        {
            Move(partition, record.Timestamp);
            return;
        }
        Enter(sku, partition);
        sku.Handle(record);
        Move(partition, record.Timestamp);
    }

    public void Pass(LogPosition position, long timestamp)
    {
        if (!IsPast(position, timestamp))
            Move(position.Partition, timestamp);
    }

    // A SKU is known by its first command: what the partition said before is told to it then.
    void Enter(SkuReplay sku, int partition)
    {
        if (_partitions.TryAdd(sku.Sku.Value, partition))
        {
            foreach (var record in _defaults.GetValueOrDefault(partition) ?? [])
                sku.Handle(record);
        }
        sku.Pass(_times.GetValueOrDefault(partition));
    }

    void HandleForAll(int partition, LogRecord record)
    {
        if (record.Command is not Tick)
        {
            if (!_defaults.TryGetValue(partition, out var defaults))
                _defaults.Add(partition, defaults = []);
            defaults.Add(record);
        }
        foreach (var (name, sku) in _skus)
        {
            if (!_partitions.TryGetValue(name, out var own) || own != partition)
                continue;
            sku.Pass(_times.GetValueOrDefault(partition));
            sku.Handle(record);
        }
        Move(partition, record.Timestamp);
    }

    void Move(int partition, long timestamp)
    {
        var time = _times.GetValueOrDefault(partition);
        if (timestamp > LastTimestamp || timestamp <= time)
            return;
        _times[partition] = timestamp;
    }

    bool IsPast(LogPosition position, long timestamp)
    {
        var time = _times.GetValueOrDefault(position.Partition);
        if (timestamp <= LastTimestamp)
            time = Math.Max(time, timestamp);
        if (until.Position is { } last && position.Partition == last.Partition)
        {
            if (position.Offset > last.Offset)
                return true;
            Reached = time;
            return false;
        }
        return until.Time is { } end && time > end;
    }

    /// <summary>Brings the SKUs to the log time of their partitions.</summary>
    public void Complete()
    {
        foreach (var (name, sku) in _skus)
        {
            if (_partitions.TryGetValue(name, out var partition))
                sku.Pass(_times.GetValueOrDefault(partition));
        }
    }
}
