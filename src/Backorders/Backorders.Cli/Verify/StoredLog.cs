using Backorders.Contracts;
using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Verify;

/// <summary>Reads topics to their end as they are when the reading starts, committed records only.</summary>
sealed class StoredLog(ILogTransport transport)
{
    const int BatchRecords = 5_000;
    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls <paramref name="visit"/> for every record of the topics, in order within each partition; without headers. Its bytes are valid during the call.</summary>
    /// <exception cref="UsageException">A topic does not exist.</exception>
    public void Read(IReadOnlyCollection<string> topics, Action<LogRecord> visit, CancellationToken cancelled)
    {
        using var admin = transport.CreateAdmin();
        var found = admin.Describe(topics);
        if (topics.FirstOrDefault(topic => !found.ContainsKey(topic)) is { } missing)
            throw new UsageException($"topic {missing} does not exist; create the topics with: backorders topics apply");
        var partitions = found.Values
            .SelectMany(topic => Enumerable.Range(0, topic.Partitions).Select(number => new TopicPartition(topic.Name, number)))
            .ToList();
        Read(partitions, visit, cancelled);
    }

    /// <summary>The same for partitions of topics that exist.</summary>
    public void Read(List<TopicPartition> partitions, Action<LogRecord> visit, CancellationToken cancelled)
    {
        using var admin = transport.CreateAdmin();
        var ranges = admin.Offsets(partitions);
        var open = partitions.Where(partition => ranges[partition].End > ranges[partition].Start).ToList();
        if (open.Count == 0)
            return;

        using var reader = transport.CreateReader(ReadIsolation.Committed);
        reader.Assign(open.ConvertAll(partition => new TopicPartitionOffset(partition, ranges[partition].Start)));
        var batch = new LogRecordBatch(BatchRecords);
        while (open.Count > 0)
        {
            cancelled.ThrowIfCancellationRequested();
            batch.Clear();
            reader.Poll(batch, Wait);
            foreach (var record in batch.Records)
            {
                // What came after the start of the reading may belong to a transaction whose other half was not read.
                // Headers are more than half of what a record takes in memory, and say nothing that is not in its value.
                if (record.Offset < ranges[record.Source].End)
                    visit(record with { Headers = null });
            }
            open.RemoveAll(partition => reader.Position(partition) >= ranges[partition].End);
        }
    }

    /// <summary>How many offsets each partition of a topic has, by partition.</summary>
    /// <exception cref="UsageException">The topic does not exist.</exception>
    public long[] Sizes(string topic)
    {
        using var admin = transport.CreateAdmin();
        var partitions = Enumerable.Range(0, PartitionsOf(topic)).Select(number => new TopicPartition(topic, number)).ToList();
        var ranges = admin.Offsets(partitions);
        return [.. partitions.Select(partition => ranges[partition].End - ranges[partition].Start)];
    }

    /// <summary>How many partitions the command log has.</summary>
    public int CommandPartitions() => PartitionsOf(BackordersTopics.InventoryCommands.Name);

    /// <summary>How many partitions a topic has.</summary>
    /// <exception cref="UsageException">It does not exist.</exception>
    public int PartitionsOf(string name)
    {
        using var admin = transport.CreateAdmin();
        return admin.Describe([name]).TryGetValue(name, out var topic)
            ? topic.Partitions
            : throw new UsageException($"topic {name} does not exist; create the topics with: backorders topics apply");
    }
}
