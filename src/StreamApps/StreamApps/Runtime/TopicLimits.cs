namespace StreamApps.Runtime;

/// <summary>The largest record that each topic takes, as the broker said at start. Safe for use from several threads.</summary>
sealed class TopicLimits
{
    volatile IReadOnlyDictionary<string, int> _bytes = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The topic's <c>max.message.bytes</c>, or null when it is not known.</summary>
    public int? MaxMessageBytes(string topic) => _bytes.TryGetValue(topic, out var limit) ? limit : null;

    /// <summary>Takes over what is known now.</summary>
    public void Replace(IReadOnlyDictionary<string, int> bytes) => _bytes = bytes;
}
