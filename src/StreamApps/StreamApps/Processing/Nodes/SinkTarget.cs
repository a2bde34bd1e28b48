using StreamApps.Topologies;

namespace StreamApps.Processing;

/// <summary>Which topics a sink writes to, and how.</summary>
internal sealed class SinkTarget<TKey, TValue>(
    IReadOnlyList<TopicName> topics,
    ISerde<TKey> keySerde,
    ISerde<TValue> valueSerde,
    Func<TKey, TValue, string>? selector,
    bool dropNullKeys)
{
    string? _resolved;
    string? _application;

    public ISerde<TKey> KeySerde { get; } = keySerde;

    public ISerde<TValue> ValueSerde { get; } = valueSerde;

    public bool DropNullKeys { get; } = dropNullKeys;

    public string Select(in Record<TKey, TValue> record, string applicationId)
    {
        if (selector is null)
            return Single(applicationId);
        var chosen = selector(record.Key, record.Value);
        foreach (var topic in topics)
        {
            if (topic.Name == chosen)
                return topic.Name;
        }
        throw new InvalidOperationException(
            $"the selector chose '{chosen}', which is none of the declared topics " +
            $"{string.Join(", ", topics.Select(topic => $"'{topic.Name}'"))}: declare it");
    }

    string Single(string applicationId)
    {
        if (_resolved is null || !ReferenceEquals(_application, applicationId))
            (_resolved, _application) = (topics[0].Resolve(applicationId), applicationId);
        return _resolved;
    }
}
