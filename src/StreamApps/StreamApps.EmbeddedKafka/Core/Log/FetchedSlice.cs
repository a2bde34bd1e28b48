using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Whole batches for one fetch, and one more than the last offset that they can reach.</summary>
internal readonly record struct FetchedSlice(RecordSet Records, long UpTo);
