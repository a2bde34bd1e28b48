namespace Backorders.Domain.State;

/// <summary>
/// The commands that come, as many as are asked for ahead, each with the entries of its SKU. They are found by
/// reference: a command that came is looked for with its own texts.
/// </summary>
/// <typeparam name="TEntries">What is kept of a SKU.</typeparam>
internal sealed class ComingCommands<TEntries>
    where TEntries : class
{
    // A power of two: the command at work and those ahead of it.
    const int Places = Allocator.PrefetchDistance + 1;

    readonly ComingCommand<TEntries>[] _coming = new ComingCommand<TEntries>[Places];
    int _count;

    /// <summary>A command that came before the last: 1 for the last but one.</summary>
    public ref readonly ComingCommand<TEntries> Before(int number) =>
        ref _coming[(_count - 1 - number) & (Places - 1)];

    public void Add(AllocationCommand command, TEntries? entries, int lineHash) =>
        _coming[_count++ & (Places - 1)] = new(command, entries, lineHash);

    /// <summary>The entries of a SKU that a command names; null when none does, or it has none yet.</summary>
    public TEntries? EntriesOf(Sku sku)
    {
        foreach (ref readonly var coming in _coming.AsSpan())
        {
            if (ReferenceEquals(coming.Command?.Sku, sku.Value))
                return coming.Entries;
        }
        return null;
    }

    /// <summary>The hash of a line; computed only when no command names it.</summary>
    public int HashOf(OrderLineId line)
    {
        foreach (ref readonly var coming in _coming.AsSpan())
        {
            if (coming.Command is { } command && ReferenceEquals(command.OrderId, line.OrderId)
                && ReferenceEquals(command.LineId, line.LineId))
                return coming.LineHash;
        }
        return line.GetHashCode();
    }
}

/// <summary>A command, what is kept of its SKU, if there is something, and the hash of its line.</summary>
internal readonly record struct ComingCommand<TEntries>(AllocationCommand? Command, TEntries? Entries, int LineHash)
    where TEntries : class;
