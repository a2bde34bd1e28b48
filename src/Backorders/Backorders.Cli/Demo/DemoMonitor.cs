using Backorders.Contracts;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Demo;

/// <summary>
/// Follows the output topics as any other reader would, read-committed, and measures: what was decided, and how long
/// after its order was sent each line had its first decision. Safe for use from several threads.
/// </summary>
sealed class DemoMonitor(ILogTransport transport, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Orders of the first seconds meet workers that are still being compiled: latency is of the others.
    /// </summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    readonly Lock _gate = new();
    readonly Dictionary<string, Pending> _undecided = new(StringComparer.Ordinal);
    readonly Queue<(string Order, long Sent)> _bySendTime = new();
    readonly List<double> _latencies = [];
    readonly CancellationTokenSource _stop = new();
    DemoCounts _counts = new();
    long _firstSent;
    Thread? _thread;
    Exception? _failure;

    /// <summary>Starts to follow; the topics must exist.</summary>
    public void Start()
    {
        _thread = new Thread(Follow) { Name = "demo-monitor", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Notes that an order was sent just now.</summary>
    public void Placed(string orderId, int lines)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (_firstSent == 0)
                _firstSent = now;
            _undecided[orderId] = new(now, lines);
            _bySendTime.Enqueue((orderId, now));
            _counts.LinesSent += lines;
        }
    }

    /// <summary>The counts so far.</summary>
    /// <exception cref="LogTransportException">Following has failed.</exception>
    public DemoCounts Counts()
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                throw new LogTransportException(
                    LogErrorKind.Fatal, $"the outputs cannot be followed: {_failure.Message}", _failure);
            }
            while (_bySendTime.TryPeek(out var first) && !_undecided.ContainsKey(first.Order))
                _bySendTime.Dequeue();
            var oldest = _bySendTime.TryPeek(out var waiting) ? time.GetElapsedTime(waiting.Sent) : TimeSpan.Zero;
            return _counts with { OldestUndecided = oldest };
        }
    }

    /// <summary>
    /// A quantile of the time from sending an order to reading the first decision about a line, in ms, for orders sent
    /// after the warm-up.
    /// </summary>
    public double Latency(double quantile)
    {
        lock (_gate)
        {
            if (_latencies.Count == 0)
                return 0;
            var sorted = _latencies.ToArray();
            Array.Sort(sorted);
            return sorted[Math.Min(sorted.Length - 1, (int)(quantile * sorted.Length))];
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        _stop.Dispose();
    }

    void Follow()
    {
        try
        {
            using var admin = transport.CreateAdmin();
            var topic = BackordersTopics.Allocations.Name;
            var partitions = Enumerable.Range(0, admin.Describe([topic])[topic].Partitions)
                .Select(number => new TopicPartition(topic, number)).ToList();
            // A kept log may hold earlier runs: only what comes now is this run's.
            var ends = admin.Offsets(partitions);
            using var reader = transport.CreateReader(ReadIsolation.Committed);
            reader.Assign(partitions.ConvertAll(partition => new TopicPartitionOffset(partition, ends[partition].End)));
            var batch = new LogRecordBatch(5_000);
            while (!_stop.IsCancellationRequested)
            {
                batch.Clear();
                if (reader.Poll(batch, Wait) > 0)
                    Take(batch.Records);
            }
        }
        catch (Exception error)
        {
            lock (_gate)
                _failure = error;
        }
    }

    void Take(ReadOnlySpan<LogRecord> records)
    {
        var now = time.GetTimestamp();
        foreach (var record in records)
        {
            var decision = BackordersTopics.Allocations.ValueSerde.Deserialize(record.Value!.Value.Span);
            lock (_gate)
                Take(decision, now);
        }
    }

    void Take(AllocationEvent decision, long now)
    {
        _counts.Events++;
        switch (decision.EventCase)
        {
            case AllocationEvent.EventOneofCase.DemandAccepted:
                _counts.LinesDecided++;
                _counts.UnitsOrdered += decision.DemandAccepted.Quantity;
                Decided(decision.OrderId, now);
                break;
            case AllocationEvent.EventOneofCase.LineAllocated:
                _counts.UnitsAllocated += decision.LineAllocated.Units;
                break;
            case AllocationEvent.EventOneofCase.LineBackordered:
                _counts.LinesBackordered++;
                break;
            case AllocationEvent.EventOneofCase.BackorderFilled:
                _counts.UnitsFilled += decision.BackorderFilled.Units;
                break;
            case AllocationEvent.EventOneofCase.DemandCancelled:
                _counts.UnitsCancelled += decision.DemandCancelled.Units;
                break;
            case AllocationEvent.EventOneofCase.CommandRejected:
                _counts.Rejections++;
                break;
            default:
                break;
        }
    }

    void Decided(string orderId, long now)
    {
        if (!_undecided.TryGetValue(orderId, out var pending))
            return;
        if (time.GetElapsedTime(_firstSent, pending.Sent) >= WarmUp)
            _latencies.Add(time.GetElapsedTime(pending.Sent, now).TotalMilliseconds);
        if (--pending.Lines == 0)
            _undecided.Remove(orderId);
    }

    sealed class Pending(long sent, int lines)
    {
        public long Sent => sent;

        public int Lines { get; set; } = lines;
    }
}
