namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Where a batch stands in a segment, and the largest timestamp of the batches before it.</summary>
internal readonly record struct IndexEntry(long BaseOffset, long Position, long MaxTimestampBefore);
