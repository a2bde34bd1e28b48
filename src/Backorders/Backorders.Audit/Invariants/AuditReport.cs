namespace Backorders.Audit.Invariants;

/// <summary>The outcome of an audit.</summary>
/// <param name="Violations">In the order of their discovery.</param>
/// <param name="Checks">
/// How often each invariant was held against the log, by I1 to I7; 0 means that it could not be looked at.
/// </param>
public sealed record AuditReport(
    ImmutableArray<Violation> Violations, ImmutableSortedDictionary<string, long> Checks)
{
    /// <summary>Whether every invariant holds.</summary>
    public bool IsClean => Violations.IsEmpty;
}
