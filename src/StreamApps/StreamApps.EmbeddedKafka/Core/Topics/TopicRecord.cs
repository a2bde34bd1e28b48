namespace StreamApps.EmbeddedKafka.Core.Topics;

/// <summary>A topic as the catalogue file keeps it.</summary>
internal sealed record TopicRecord(
    string Name, Guid Id, int Partitions, bool IsInternal, SortedDictionary<string, string> Config);
