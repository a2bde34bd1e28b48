namespace StreamApps.Processing;

/// <summary>What a table lacks of the topic that it is restored from.</summary>
/// <param name="Source">The partition.</param>
/// <param name="From">The offset to read from; -1 for the log's start.</param>
/// <param name="To">The offset to stop before.</param>
internal readonly record struct SourceTail(TopicPartition Source, long From, long To);
