using StreamApps.Time;
using StreamApps.Transport;

namespace StreamApps.Processing;

/// <summary>Turns bytes into records of these types, once.</summary>
internal sealed class SourceNode<TKey, TValue>(
    ISerde<TKey> keySerde, ISerde<TValue> valueSerde, SourceOptions<TKey, TValue>? options) : SourceNode
{
    readonly SourceReader<TKey, TValue> _reader = new(keySerde, valueSerde);
    readonly TimestampExtractor<TKey, TValue>? _extractor = options?.Timestamps;
    readonly TimeSpan? _maxFuture = options?.MaxFuture;
    readonly Func<TKey, bool>? _keysByHash = options?.KeysByHash;
    Outlet<TKey, TValue>? _outlet;

    public override WatermarkStrategy? Watermarks { get; } = options?.Watermarks;

    public override bool HoldsWatermark { get; } = options?.HoldsWatermark ?? true;

    public override void AddChild(Node child, string? sideOutput) => (_outlet ??= new(Context, this)).Add(child);

    public override void Process(in LogRecord record, TaskInput input)
    {
        Context.Current = this;
        Context.Stage = ErrorStage.Deserialization;
        var read = new Record<TKey, TValue>(
            _reader.Key(record), _reader.Value(record), record.Timestamp, record.Headers);
        var timestamp = _extractor is null ? record.Timestamp : _extractor(read, input.MaxTimestamp);
        if (_keysByHash is not null)
            RequireOwnPartition(record, read.Key);
        if (_maxFuture is { } bound)
            RequireNotFuture(timestamp, bound);
        Context.Stage = ErrorStage.Processing;
        if (timestamp < 0)
        {
            Context.Counters.NegativeTimestamp++;
            return;
        }
        Context.Clock.Observe(input, timestamp, Context.Time);
        if (timestamp != record.Timestamp)
            read = read.At(timestamp);
        Context.Options.Trace?.Entered(this, read);
        _outlet?.Forward(read);
        Context.Options.Trace?.Left(this);
    }

    void RequireOwnPartition(in LogRecord record, TKey key)
    {
        if (record.Key is not { } bytes
            || Context.Options.Partitions?.Invoke(record.Source.Topic) is not { } partitions)
        {
            return;
        }
        var expected = Murmur2Partitioner.PartitionOf(bytes.Span, partitions);
        if (expected != record.Source.Partition && _keysByHash!(key))
            throw new MisroutedRecordException(record.Source, expected);
    }

    void RequireNotFuture(long timestamp, TimeSpan bound)
    {
        var now = Context.Time.GetUtcNow();
        if (timestamp - now.ToUnixTimeMilliseconds() > bound.TotalMilliseconds)
            throw new FutureTimestampException(timestamp, now, bound);
    }
}
