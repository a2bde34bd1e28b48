namespace Backorders.Cli.Verify;

/// <summary>The outcome of <see cref="LogVerifier"/>.</summary>
sealed class VerifyReport
{
    /// <summary>Commands of the log.</summary>
    public long Commands { get; set; }

    /// <summary>Events of the allocator.</summary>
    public long Events { get; set; }

    /// <summary>How often each invariant was held against the log.</summary>
    public SortedDictionary<string, long> Checks { get; } = new(StringComparer.Ordinal);

    /// <summary>What does not hold.</summary>
    public List<VerifyViolation> Violations { get; } = [];

    /// <summary>
    /// SHA-256 of the events of each partition of the command log, as the log gives them (I7): equal wherever the same
    /// commands stand in the same order.
    /// </summary>
    public SortedDictionary<int, string> Hashes { get; } = [];

    /// <summary>Adds the audit of one partition.</summary>
    public void Add(PartitionVerifier verifier, int commands, int events)
    {
        Commands += commands;
        Events += events;
        Hashes[verifier.Partition] = verifier.Hash;
        var audit = verifier.Audit!;
        foreach (var (invariant, checks) in audit.Checks)
            Checks[invariant] = Checks.GetValueOrDefault(invariant) + checks;
        Violations.AddRange(verifier.Unreadable);
        Violations.AddRange(audit.Violations.Select(violation => new VerifyViolation(
            violation.Invariant, violation.Place.Topic, violation.Place.Partition, violation.Place.Offset,
            violation.Message)));
    }

    /// <summary>True when everything holds.</summary>
    public bool IsClean => Violations.Count == 0;
}
