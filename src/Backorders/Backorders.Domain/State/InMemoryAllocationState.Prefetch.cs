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

    readonly ComingCommands<InMemorySku> _coming = new();

    /// <inheritdoc/>
    public void Prefetch(AllocationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Prefetch(command, LineHashOf(command));
    }

    /// <summary>The hash of the line that a command names; 0 when it names none.</summary>
    internal static int LineHashOf(AllocationCommand command) =>
        command is { OrderId: { } order, LineId: { } line } ? new OrderLineId(order, line).GetHashCode() : 0;

    /// <summary><see cref="Prefetch(AllocationCommand)"/> for whoever has the hash of the command's line.</summary>
    internal void Prefetch(AllocationCommand command, int lineHash)
    {
        _coming.Add(command, PrefetchFirst(command), lineHash);
        PrefetchSku(_coming.Before(1));
        PrefetchLine(_coming.Before(2));
    }

    InMemorySku? PrefetchFirst(AllocationCommand command)
    {
        if (command.Sku is not { } sku)
            return null;
        if (command.EventId is { } eventId)
            _remembered.PrefetchBuckets(new(sku), eventId);
        if (_skus.TryGetValue(sku, out var entries))
            CacheLines.Prefetch(entries, SkuBytes);
        return entries;
    }

    void PrefetchSku(in ComingCommand<InMemorySku> coming)
    {
        coming.Entries?.Prefetch(coming.LineHash);
        if (coming.Command is { EventId: { } eventId, Sku: { } sku })
            _remembered.PrefetchEntries(new(sku), eventId);
    }

    static void PrefetchLine(in ComingCommand<InMemorySku> coming) => coming.Entries?.PrefetchLine(coming.LineHash);
}
