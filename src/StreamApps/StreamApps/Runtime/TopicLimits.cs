namespace StreamApps.Runtime;

/// <summary>
/// The partitions and the largest record of each topic, as the broker said at start. Safe for use from several threads.
/// </summary>
sealed class TopicLimits
{
    volatile IReadOnlyDictionary<string, int> _bytes = new Dictionary<string, int>(StringComparer.Ordinal);

    volatile IReadOnlyDictionary<string, int> _partitions = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The topic's <c>max.message.bytes</c>, or null when it is not known.</summary>
    public int? MaxMessageBytes(string topic) => _bytes.TryGetValue(topic, out var limit) ? limit : null;

    /// <summary>How many partitions the topic has, or null when it is not known.</summary>
    public int? Partitions(string topic) => _partitions.TryGetValue(topic, out var count) ? count : null;

    /// <summary>Takes over what is known now.</summary>
    public void Replace(IReadOnlyDictionary<string, int> bytes) => _bytes = bytes;

    /// <summary>Takes over what is known now of the numbers of partitions.</summary>
    public void ReplacePartitions(IReadOnlyDictionary<string, int> partitions) => _partitions = partitions;
}
