namespace Backorders.CdcBridge.Engine;

/// <summary>Where something came from.</summary>
/// <param name="Topic">The record's topic.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Position">Where its change stands in the source's log, as text; empty when it has no place.</param>
readonly record struct RecordOrigin(string Topic, int Partition, long Offset, string Position);
