namespace Backorders.Audit.Invariants;

/// <summary>An invariant that does not hold.</summary>
/// <param name="Invariant">I1 to I7.</param>
/// <param name="Place">The event at fault, or the command whose events are.</param>
/// <param name="Message">What is wrong.</param>
public sealed record Violation(string Invariant, EventPlace Place, string Message);
