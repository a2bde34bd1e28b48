using StreamApps.Diagnostics;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// Lets the log delete what was processed of repartition topics, which keep their records without end: nobody reads it
/// again. The stream thread notes and hands over; <see cref="Delete"/> runs on the restorer's thread.
/// </summary>
sealed class RepartitionPurge(
    StreamsOptions options, ILogTransport transport, Topology topology, TimeProvider time, string threadName)
        : IDisposable
{
    readonly HashSet<string> _topics = [.. topology.SubTopologies
        .SelectMany(sub => sub.Inputs)
        .Where(topic => topic.IsInternal)
        .Select(topic => topic.Resolve(options.ApplicationId))];

    readonly Dictionary<TopicPartition, long> _processed = [];
    DateTimeOffset _due = time.GetUtcNow() + options.PurgeInterval;
    ILogAdmin? _admin;

    /// <summary>Notes positions that were committed.</summary>
    public void Committed(IReadOnlyList<TopicPartitionOffset> positions)
    {
        if (_topics.Count == 0)
            return;
        foreach (var position in positions)
        {
            if (_topics.Contains(position.Partition.Topic))
                _processed[position.Partition] = position.Offset;
        }
    }

    /// <summary>What is to be deleted now; null when it is not time yet, or there is nothing.</summary>
    public IReadOnlyList<TopicPartitionOffset>? TakeDue(DateTimeOffset now)
    {
        if (_processed.Count == 0 || now < _due)
            return null;
        _due = now + options.PurgeInterval;
        var due = _processed.Select(item => new TopicPartitionOffset(item.Key, item.Value)).ToList();
        _processed.Clear();
        return due;
    }

    /// <summary>Deletes all before these offsets. What cannot be deleted now goes with a later purge.</summary>
    public void Delete(IReadOnlyList<TopicPartitionOffset> before)
    {
        try
        {
            _admin ??= transport.CreateAdmin();
            _admin.DeleteRecords(before);
        }
        catch (LogTransportException error)
        {
            options.OnEvent(new(
                RuntimeEventKind.Retrying,
                threadName,
                $"deleting processed repartition records: {error.Message}",
                error));
        }
    }

    public void Dispose() => _admin?.Dispose();
}
