using System.Security.Cryptography;

namespace Backorders.Audit.Invariants;

/// <summary>
/// Holds the events of one partition of the command log against it, record by record: invariants I1 to I7 of the
/// allocation specification, section 12. It keeps what the log adds up to, not the log. Not thread-safe.
/// </summary>
public sealed class PartitionAudit : IDisposable
{
    readonly Findings _findings = new();
    readonly DeliveryCheck _delivery;
    readonly LedgerCheck _ledger;
    readonly ReplayCheck _replay;
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins before the partition's first record.</summary>
    /// <param name="commandTopic">The command log's topic, for messages.</param>
    public PartitionAudit(string commandTopic)
    {
        _delivery = new(commandTopic, _findings);
        _ledger = new(commandTopic, _findings);
        _replay = new(commandTopic, _findings, _hash);
    }

    /// <summary>The next record, and the events that name it, in the order of their numbers.</summary>
    public void Handle(LogRecord record, IReadOnlyList<PlacedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(events);
        var once = _delivery.Check(record, events);
        _ledger.CheckRecord(record, once);
        _replay.Check(record, once);
    }

    /// <summary>An event that names no record, or one that was handled already.</summary>
    public void HandleStray(PlacedEvent placed)
    {
        ArgumentNullException.ThrowIfNull(placed);
        _delivery.CheckStray(placed);
    }

    /// <summary>An event that stands after a later one of its command partition in its topic partition.</summary>
    public void HandleDisorder(EventPlace place, string message) => _findings.Add("I7", place, message);

    /// <summary>The outcome after the last record.</summary>
    public AuditReport Complete()
    {
        _replay.Complete();
        return _findings.ToReport();
    }

    /// <summary>
    /// SHA-256 over the events as the log gives them, in hexadecimal. Offsets count as the ordinal of their record, so
    /// that a log with other gaps between the same commands, as on another broker, has the same hash.
    /// </summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
