using StreamApps;
using StreamApps.Transport;

namespace Backorders.Cli.Demo;

/// <summary>How many records the applications have not read yet.</summary>
sealed class GroupLag(ILogAdmin admin, IReadOnlyDictionary<string, IReadOnlyList<string>> inputs)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The lag of all applications together; null while committed offsets are not stable.</summary>
    public long? Total()
    {
        var total = 0L;
        foreach (var (application, topics) in inputs)
        {
            // A topic that the application makes itself is not there before it has started.
            var described = admin.Describe([.. topics]);
            var all = topics
                .SelectMany(topic => Enumerable
                    .Range(0, described.TryGetValue(topic, out var known) ? known.Partitions : 0)
                    .Select(number => new TopicPartition(topic, number)))
                .ToList();
            try
            {
                var committed = admin.CommittedOffsets(application, all, Patience);
                // After the positions: a record that comes in between is lag and not a position beyond the end.
                foreach (var (partition, range) in admin.Offsets(all))
                    total += range.End - committed.GetValueOrDefault(partition, range.Start);
            }
            catch (LogTransportException error) when (error.Kind == LogErrorKind.Retriable)
            {
                return null;
            }
        }
        return total;
    }
}
