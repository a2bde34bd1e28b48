using Backorders.Audit.Invariants;
using Backorders.Contracts;
using StreamApps;

namespace Backorders.Cli.Verify;

/// <summary>Audits one partition of the command log: merges its records with their events, both in order.</summary>
sealed class PartitionVerifier(int partition, SpilledRecords commands, SpilledRecords events) : IDisposable
{
    static readonly string CommandTopic = BackordersTopics.InventoryCommands.Name;

    readonly PartitionAudit _audit = new(CommandTopic);
    readonly List<PlacedEvent> _own = [];
    readonly List<VerifyViolation> _unreadable = [];
    int _next;

    public int Partition => partition;

    public TableFold Tables { get; } = new();

    public string Hash => _audit.Hash;

    public AuditReport? Audit { get; private set; }

    /// <summary>Records and events that could not be decoded.</summary>
    public IReadOnlyList<VerifyViolation> Unreadable => _unreadable;

    public void Run(CancellationToken cancelled)
    {
        CheckOrder();
        commands.Sort();
        events.Sort();
        for (var index = 0; index < commands.Count; index++)
        {
            cancelled.ThrowIfCancellationRequested();
            var offset = commands[index].Offset;
            TakeEvents(offset);
            try
            {
                _audit.Handle(LogVerifier.DecodeCommand(partition, offset, commands.Read(commands[index])), _own);
            }
            catch (SerdeException error)
            {
                // The allocator answers such a record with a dead letter and no event.
                foreach (var placed in _own)
                    _audit.HandleStray(placed);
                if (_own.Count > 0)
                    _unreadable.Add(new("I7", CommandTopic, partition, offset, error.Message));
            }
        }
        TakeEvents(long.MaxValue);
        Audit = _audit.Complete();
    }

    public void Dispose() => _audit.Dispose();

    void CheckOrder()
    {
        var order = new StoredOrder();
        for (var index = 0; index < events.Count; index++)
        {
            ref readonly var entry = ref events[index];
            if (order.Disorder(Place(entry), entry.Command, entry.Index) is { } message)
                _audit.HandleDisorder(Place(entry), message);
        }
    }

    void TakeEvents(long command)
    {
        _own.Clear();
        for (; _next < events.Count && events[_next].Command <= command; _next++)
        {
            ref readonly var entry = ref events[_next];
            try
            {
                var placed = new PlacedEvent(Place(entry), LogVerifier.Decode(entry.Topic, events.Read(entry)));
                if (entry.Command == command)
                {
                    _own.Add(placed);
                    Tables.Follow(placed.Event);
                }
                else
                    _audit.HandleStray(placed);
            }
            catch (SerdeException error)
            {
                _unreadable.Add(new(
                    "I5", LogVerifier.TopicName(entry.Topic), entry.Partition, entry.Offset, error.Message));
            }
        }
    }

    static EventPlace Place(in SpilledRecords.Entry entry) =>
        new(LogVerifier.TopicName(entry.Topic), entry.Partition, entry.Offset);
}
