namespace Backorders.Replay.Explain;

/// <summary>A command log in memory.</summary>
public sealed class CommandList(IReadOnlyList<LogRecord> records) : ICommandSource
{
    /// <inheritdoc/>
    public IReadOnlySet<string> SkusOf(string orderId, CancellationToken cancelled) => records
        .Where(record => record.Command.OrderId == orderId && Identifier.IsValid(record.Command.Sku))
        .Select(record => record.Command.Sku!).ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Read(IReadOnlySet<string> skus, ICommandVisitor visitor, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(skus);
        ArgumentNullException.ThrowIfNull(visitor);
        foreach (var record in records)
        {
            cancelled.ThrowIfCancellationRequested();
            if (record.Command is Tick || record.Command.Sku is { } sku && (sku == "*" || skus.Contains(sku)))
                visitor.Visit(record);
            else
                visitor.Pass(record.Position, record.Timestamp);
        }
    }
}
