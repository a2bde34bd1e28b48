using System.Collections.Concurrent;
using Backorders.Contracts;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Verify;

/// <summary>
/// Reads topics to their end as they are when the reading starts, committed records only. Safe for use from several
/// threads.
/// </summary>
sealed class StoredLog(ILogTransport transport) : IDisposable
{
    const int BatchRecords = 5_000;
    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    readonly Lock _gate = new();
    readonly Dictionary<string, int> _partitions = new(StringComparer.Ordinal);
    // One for all questions: a client takes longer to come and go than to answer.
    ILogAdmin? _admin;

    /// <summary>
    /// Calls <paramref name="visit"/> for every record of the topics, in order within each partition. Its bytes are
    /// valid during the call.
    /// </summary>
    /// <exception cref="UsageException">A topic does not exist.</exception>
    /// <exception cref="LogTransportException">The broker went away and did not come back.</exception>
    public void Read(IReadOnlyCollection<string> topics, Action<LogRecord> visit, CancellationToken cancelled) =>
        Read([.. topics.SelectMany(AllOf)], visit, cancelled);

    /// <summary>The same for partitions of topics that exist.</summary>
    public void Read(List<TopicPartition> partitions, Action<LogRecord> visit, CancellationToken cancelled) =>
        Read(partitions, Ranges(partitions), visit, cancelled);

    /// <summary>
    /// The same on a thread for each processor, which reads one partition after the other to its end: calls for one
    /// partition come one after the other, those for several at once. What is kept of a partition can be let go when
    /// <paramref name="finish"/> is called for it.
    /// </summary>
    public void ReadBeside(
        List<TopicPartition> partitions, Action<LogRecord> visit, Action<TopicPartition> finish,
        CancellationToken cancelled)
    {
        var ranges = Ranges(partitions);
        long Size(TopicPartition partition) => ranges[partition].End - ranges[partition].Start;
        // The largest first: what is left in the end, when a processor may have nothing to do, is small.
        var rest = new ConcurrentQueue<TopicPartition>(partitions.OrderByDescending(Size));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var threads = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, partitions.Count));
        var work = threads.Select(_ => Task.Factory.StartNew(
            () => ReadWhatIsLeft(rest, ranges, visit, finish, stop), stop.Token, TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        try
        {
            Task.WaitAll(work, cancelled);
        }
        catch (AggregateException error)
        {
            throw CliHost.Cause(error);
        }
    }

    /// <summary>The partitions of a topic.</summary>
    /// <exception cref="UsageException">It does not exist.</exception>
    public List<TopicPartition> AllOf(string topic) =>
        [.. Enumerable.Range(0, PartitionsOf(topic)).Select(number => new TopicPartition(topic, number))];

    /// <summary>How many partitions the command log has.</summary>
    public int CommandPartitions() => PartitionsOf(BackordersTopics.InventoryCommands.Name);

    /// <summary>How many partitions a topic has.</summary>
    /// <exception cref="UsageException">It does not exist.</exception>
    public int PartitionsOf(string name)
    {
        lock (_gate)
        {
            if (_partitions.TryGetValue(name, out var known))
                return known;
            _admin ??= transport.CreateAdmin();
            return _admin.Describe([name]).TryGetValue(name, out var topic)
                ? _partitions[name] = topic.Partitions
                : throw new UsageException(
                    $"topic {name} does not exist; create the topics with: backorders topics apply");
        }
    }

    public void Dispose() => _admin?.Dispose();

    IReadOnlyDictionary<TopicPartition, OffsetRange> Ranges(List<TopicPartition> partitions)
    {
        lock (_gate)
        {
            _admin ??= transport.CreateAdmin();
            return _admin.Offsets(partitions);
        }
    }

    void ReadWhatIsLeft(
        ConcurrentQueue<TopicPartition> rest, IReadOnlyDictionary<TopicPartition, OffsetRange> ranges,
        Action<LogRecord> visit, Action<TopicPartition> finish, CancellationTokenSource stop)
    {
        try
        {
            using var reader = transport.CreateReader(ReadIsolation.Committed);
            while (rest.TryDequeue(out var partition))
            {
                Read(reader, [partition], ranges, visit, stop.Token);
                finish(partition);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    void Read(
        List<TopicPartition> partitions, IReadOnlyDictionary<TopicPartition, OffsetRange> ranges,
        Action<LogRecord> visit, CancellationToken cancelled)
    {
        using var reader = transport.CreateReader(ReadIsolation.Committed);
        Read(reader, partitions, ranges, visit, cancelled);
    }

    void Read(
        ILogReader reader, List<TopicPartition> partitions, IReadOnlyDictionary<TopicPartition, OffsetRange> ranges,
        Action<LogRecord> visit, CancellationToken cancelled)
    {
        var open = partitions.Where(partition => ranges[partition].End > ranges[partition].Start).ToList();
        if (open.Count == 0)
            return;

        reader.Assign(open.ConvertAll(partition => new TopicPartitionOffset(partition, ranges[partition].Start)));
        var batch = new LogRecordBatch(BatchRecords);
        var stall = new ReadStall(Wait, partition => Ranges([partition]));
        TopicPartition source = default;
        var end = 0L;
        while (open.Count > 0)
        {
            cancelled.ThrowIfCancellationRequested();
            batch.Clear();
            reader.Poll(batch, Wait);
            foreach (var record in batch.Records)
            {
                // A batch has long runs of one partition, whose topic is then the same string.
                if (!ReferenceEquals(record.Source.Topic, source.Topic) || record.Source.Partition != source.Partition)
                    (source, end) = (record.Source, ranges[record.Source].End);
                // What came after the start of the reading may belong to a transaction whose other half was not read.
                if (record.Offset < end)
                    visit(record);
            }
            open.RemoveAll(partition => reader.Position(partition) >= ranges[partition].End);
            if (open.Count > 0)
                stall.Check(reader, open, ranges);
        }
    }
}
