namespace Backorders.Audit.Invariants;

/// <summary>
/// Holds the events of an allocator against its command log: invariants I1 to I7 of the allocation specification,
/// section 12. It reads what was stored, not what the allocator believes.
/// </summary>
public static class LogAudit
{
    /// <summary>Audits a log that is in memory, from its first record.</summary>
    /// <param name="commandTopic">The command log's topic, for messages.</param>
    /// <param name="commands">All records, ascending in each partition.</param>
    /// <param name="events">
    /// All events that they led to, in the order in which each topic partition holds them. The topics may come in any
    /// order.
    /// </param>
    public static AuditReport Check(
        string commandTopic, IEnumerable<LogRecord> commands, IEnumerable<PlacedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(commands);
        ArgumentNullException.ThrowIfNull(events);
        var stored = events.ToLookup(placed => placed.Event.Header.Position.Partition);
        var logs = commands.ToLookup(record => record.Position.Partition);
        var violations = ImmutableArray.CreateBuilder<Violation>();
        var checks = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var partition in logs.Select(log => log.Key).Union(stored.Select(some => some.Key)).Order())
        {
            var report = CheckPartition(commandTopic, logs[partition], stored[partition]);
            violations.AddRange(report.Violations);
            foreach (var (invariant, count) in report.Checks)
                checks[invariant] = checks.GetValueOrDefault(invariant) + count;
        }
        return new(violations.ToImmutable(), checks.ToImmutable());
    }

    static AuditReport CheckPartition(string commandTopic, IEnumerable<LogRecord> log, IEnumerable<PlacedEvent> events)
    {
        using var audit = new PartitionAudit(commandTopic);
        var order = new StoredOrder();
        foreach (var placed in events)
        {
            var header = placed.Event.Header;
            if (order.Disorder(placed.Place, header.Position.Offset, header.Index) is { } message)
                audit.HandleDisorder(placed.Place, message);
        }
        List<PlacedEvent> sorted = [.. events.OrderBy(placed => placed.Event.Header.Position.Offset)
            .ThenBy(placed => placed.Event.Header.Index)];
        List<PlacedEvent> own = [];
        var next = 0;
        foreach (var record in log)
        {
            for (own.Clear(); next < sorted.Count; next++)
            {
                var offset = sorted[next].Event.Header.Position.Offset;
                if (offset > record.Position.Offset)
                    break;
                if (offset == record.Position.Offset)
                    own.Add(sorted[next]);
                else
                    audit.HandleStray(sorted[next]);
            }
            audit.Handle(record, own);
        }
        for (; next < sorted.Count; next++)
            audit.HandleStray(sorted[next]);
        return audit.Complete();
    }
}
