namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>
/// A transaction that left data in a partition and was aborted there by the marker at the last offset.
/// </summary>
internal readonly record struct AbortedTransaction(long ProducerId, long FirstOffset, long MarkerOffset);
