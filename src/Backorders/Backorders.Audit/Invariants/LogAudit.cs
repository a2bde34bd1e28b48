namespace Backorders.Audit.Invariants;

/// <summary>
/// Holds the events of an allocator against its command log: invariants I1 to I7 of the allocation specification,
/// section 12. It reads what was stored, not what the allocator believes.
/// </summary>
public static class LogAudit
{
    /// <summary>Audits a log from its first record.</summary>
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
        var findings = new Findings();
        var records = commands.ToList();
        var byRecord = DeliveryCheck.Run(commandTopic, records, events, findings);
        new LedgerCheck(commandTopic, findings).Run(records, byRecord);
        ReplayCheck.Run(commandTopic, records, byRecord, findings);
        return findings.ToReport();
    }
}
