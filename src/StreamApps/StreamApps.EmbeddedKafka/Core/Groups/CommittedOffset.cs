namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>A group's position in a partition.</summary>
internal sealed record CommittedOffset(long Offset, int LeaderEpoch, string Metadata, long CommittedAtMs);
