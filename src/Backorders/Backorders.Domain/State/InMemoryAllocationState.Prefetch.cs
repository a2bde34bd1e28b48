namespace Backorders.Domain.State;

/// <content>
/// Commands to come. Much of the time of a command would go into waiting for memory that no cache holds. What a coming
/// command will read is asked for while those before it are handled: in steps, since each reads what the one before
/// asked for.
/// </content>
public sealed partial class InMemoryAllocationState
{
    // About what the entries of a SKU take.
    const int SkuBytes = 192;
    // A power of two: the command at work and those ahead of it.
    const int Coming = Allocator.PrefetchDistance + 1;

    readonly ComingCommand[] _coming = new ComingCommand[Coming];
    int _comingCount;

    /// <inheritdoc/>
    public void Prefetch(AllocationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var number = _comingCount++;
        PrefetchLine(ComingAt(number - 2));
        PrefetchSku(ComingAt(number - 1));
        ComingAt(number) = Find(command);
    }

    ref ComingCommand ComingAt(int number) => ref _coming[number & (Coming - 1)];

    ComingCommand Find(AllocationCommand command)
    {
        var coming = new ComingCommand { Command = command };
        if (command.Sku is not { } sku)
            return coming;
        if (command.EventId is { } eventId)
            _remembered.PrefetchBuckets(new(sku), eventId);
        if (command is { OrderId: { } order, LineId: { } line })
            coming.LineHash = new OrderLineId(order, line).GetHashCode();
        if (_skus.TryGetValue(sku, out coming.Entries))
            CacheLines.Prefetch(coming.Entries, SkuBytes);
        return coming;
    }

    void PrefetchSku(in ComingCommand coming)
    {
        coming.Entries?.Prefetch(coming.LineHash);
        if (coming.Command is { EventId: { } eventId, Sku: { } sku })
            _remembered.PrefetchEntries(new(sku), eventId);
    }

    static void PrefetchLine(in ComingCommand coming) => coming.Entries?.PrefetchLine(coming.LineHash);

    // By reference: a command that came is looked for with its own texts.
    InMemorySku? FindComing(Sku sku)
    {
        foreach (ref readonly var coming in _coming.AsSpan())
        {
            if (ReferenceEquals(coming.Command?.Sku, sku.Value))
                return coming.Entries;
        }
        return null;
    }

    int HashOf(OrderLineId line)
    {
        foreach (ref readonly var coming in _coming.AsSpan())
        {
            if (coming.Command is { } command && ReferenceEquals(command.OrderId, line.OrderId)
                && ReferenceEquals(command.LineId, line.LineId))
                return coming.LineHash;
        }
        return line.GetHashCode();
    }

    struct ComingCommand
    {
        public AllocationCommand? Command;
        // Null when it is the first of its SKU.
        public InMemorySku? Entries;
        public int LineHash;
    }
}
