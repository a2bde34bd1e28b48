using System.Collections.Concurrent;

namespace Backorders.Replay.Explain;

/// <summary>
/// Replays some SKUs of a log up to a point. A SKU stands in one partition, so what threads that read different
/// partitions share is only who is where.
/// </summary>
internal sealed class LogReplay(IEnumerable<SkuReplay> skus, LogPoint until) : ICommandVisitor
{
    const long LastTimestamp = 253_402_300_799_999;

    readonly Dictionary<string, SkuReplay> _skus = skus.ToDictionary(sku => sku.Sku.Value, StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, int> _partitions = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<int, Progress> _progress = new();

    /// <summary>Log time at the point; null when the log did not reach it.</summary>
    public long? Reached { get; private set; }

    /// <summary>The partition in which a SKU was seen.</summary>
    public int? PartitionOf(Sku sku) => _partitions.TryGetValue(sku.Value, out var partition) ? partition : null;

    public void Visit(LogRecord record)
    {
        var partition = record.Position.Partition;
        var progress = ProgressOf(partition);
        if (IsPast(progress, record.Position, record.Timestamp))
            return;
        if (record.Command is Tick || record.Command.Sku == "*")
            HandleForAll(partition, progress, record);
        else if (record.Command.Sku is { } name && _skus.TryGetValue(name, out var sku))
        {
            Enter(sku, partition, progress);
            sku.Handle(record);
        }
        Move(progress, record.Timestamp);
    }

    public void Pass(LogPosition position, long timestamp)
    {
        var progress = ProgressOf(position.Partition);
        if (!IsPast(progress, position, timestamp))
            Move(progress, timestamp);
    }

    /// <summary>Brings the SKUs to the log time of their partitions.</summary>
    public void Complete()
    {
        foreach (var (name, sku) in _skus)
        {
            if (_partitions.TryGetValue(name, out var partition))
                sku.Pass(ProgressOf(partition).Time);
        }
    }

    Progress ProgressOf(int partition) => _progress.GetOrAdd(partition, static _ => new());

    // A SKU is known by its first command: what the partition said before is told to it then.
    void Enter(SkuReplay sku, int partition, Progress progress)
    {
        if (_partitions.TryAdd(sku.Sku.Value, partition))
        {
            foreach (var record in progress.Defaults)
                sku.Handle(record);
        }
        sku.Pass(progress.Time);
    }

    void HandleForAll(int partition, Progress progress, LogRecord record)
    {
        if (record.Command is not Tick)
            progress.Defaults.Add(record);
        foreach (var (name, sku) in _skus)
        {
            if (!_partitions.TryGetValue(name, out var own) || own != partition)
                continue;
            sku.Pass(progress.Time);
            sku.Handle(record);
        }
    }

    static void Move(Progress progress, long timestamp)
    {
        if (timestamp <= LastTimestamp)
            progress.Time = Math.Max(progress.Time, timestamp);
    }

    bool IsPast(Progress progress, LogPosition position, long timestamp)
    {
        var time = timestamp <= LastTimestamp ? Math.Max(progress.Time, timestamp) : progress.Time;
        if (until.Position is { } last && position.Partition == last.Partition)
        {
            if (position.Offset > last.Offset)
                return true;
            Reached = time;
            return false;
        }
        return until.Time is { } end && time > end;
    }

    // Of one partition.
    sealed class Progress
    {
        public long Time { get; set; }

        /// <summary>Its default policies.</summary>
        public List<LogRecord> Defaults { get; } = [];
    }
}
