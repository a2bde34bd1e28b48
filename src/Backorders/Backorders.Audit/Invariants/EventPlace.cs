namespace Backorders.Audit.Invariants;

/// <summary>Where an event or a command is stored.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The topic's partition; events need not stand in that of their command.</param>
/// <param name="Offset">The offset there.</param>
public readonly record struct EventPlace(string Topic, int Partition, long Offset);
