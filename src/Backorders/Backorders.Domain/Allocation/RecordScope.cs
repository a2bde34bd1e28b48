namespace Backorders.Domain.Allocation;

/// <summary>What is one for all SKUs of a record: its position, log time, and the events so far.</summary>
internal sealed class RecordScope(IAllocationState state)
{
    const long DayMs = 86_400_000;

    static readonly int s_epochDay = new DateOnly(1970, 1, 1).DayNumber;

    int _nextIndex;

    public IAllocationState State { get; } = state;

    public PartitionHeader Partition { get; set; }

    public AllocationPolicy DefaultPolicy { get; private set; } = AllocationPolicy.Initial;

    public LogPosition Position { get; private set; }

    public string? CausationId { get; private set; }

    public List<AllocationEvent> Output { get; private set; } = [];

    public long LogTime => Partition.LogTime;

    /// <summary>The UTC date of log time.</summary>
    public DateOnly Today { get; private set; }

    public void Open(LogPosition position, string? causationId, long logTime, List<AllocationEvent> output)
    {
        Position = position;
        CausationId = causationId;
        Output = output;
        _nextIndex = 0;
        Partition = State.Partition with { LogTime = logTime };
        Today = DayOf(logTime);
        DefaultPolicy = State.FindPolicy(Sku.Partition) ?? AllocationPolicy.Initial;
    }

    public void Close() => State.Partition = Partition;

    public int TakeIndex() => _nextIndex++;

    public EventHeader PartitionHeader(long policyVersion) => new(
        Position, TakeIndex(), Sku.Partition, Partition.Sequence + 1, LogTime, CausationId, OwnPolicy: false,
        policyVersion);

    /// <summary>States an event of the partition itself.</summary>
    public void EmitForPartition(AllocationEvent stated)
    {
        Output.Add(stated);
        ApplyForPartition(stated);
    }

    public void ApplyForPartition(AllocationEvent stated)
    {
        Partition = Partition with { Sequence = stated.Header.Sequence };
        if (stated is PolicyChanged changed)
        {
            DefaultPolicy = changed.Policy;
            State.PutPolicy(Sku.Partition, changed.Policy);
        }
    }

    public static DateOnly DayOf(long logTime) => DateOnly.FromDayNumber(s_epochDay + (int)(logTime / DayMs));

    /// <summary>The first log time at which a date has passed.</summary>
    public static long EndOf(DateOnly date) => (date.DayNumber - s_epochDay + 1L) * DayMs;
}
