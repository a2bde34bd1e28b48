namespace Backorders.Replay.Explain;

/// <summary>What put units on the books.</summary>
/// <param name="Cause">receipt or adjustment.</param>
/// <param name="Reference">The receipt or adjustment.</param>
/// <param name="SupplyRef">The expected supply that a receipt named.</param>
/// <param name="Position">The record.</param>
public sealed record UnitSource(string Cause, string Reference, string? SupplyRef, string Position);
