using Backorders.Domain.Snapshots;

namespace Backorders.Replay;

/// <summary>Allocates a log of any number of partitions in memory. Not thread-safe.</summary>
public sealed class ReplaySession
{
    readonly SortedDictionary<int, (IAllocationState State, Allocator Allocator)> _partitions = [];
    readonly Func<int, IAllocationState> _createState;

    /// <summary>A session with states in memory.</summary>
    public ReplaySession()
        : this(_ => new InMemoryAllocationState())
    {
    }

    /// <summary>A session with other states.</summary>
    /// <param name="createState">Gives the empty state of a partition; called once for each.</param>
    public ReplaySession(Func<int, IAllocationState> createState) => _createState = createState;

    /// <summary>Handles a record and appends its events.</summary>
    public void Handle(LogRecord record, List<AllocationEvent> output)
    {
        ArgumentNullException.ThrowIfNull(record);
        var partition = record.Position.Partition;
        if (!_partitions.TryGetValue(partition, out var entry))
        {
            var state = _createState(partition);
            _partitions.Add(partition, entry = (state, new Allocator(state)));
        }
        entry.Allocator.Handle(record, output);
    }

    /// <summary>Lists the state as it is now.</summary>
    public AllocationSnapshot TakeSnapshot() => AllocationSnapshot.Of(
        _partitions.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.State)));
}
