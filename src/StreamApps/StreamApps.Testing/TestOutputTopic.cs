namespace StreamApps.Testing;

/// <summary>A topic that a test reads, from its beginning, committed records only.</summary>
public sealed class TestOutputTopic<TKey, TValue>
{
    readonly TopologyTestDriver _driver;
    readonly Topic<TKey, TValue> _topic;
    long _next;

    internal TestOutputTopic(TopologyTestDriver driver, Topic<TKey, TValue> topic) =>
        (_driver, _topic) = (driver, topic);

    /// <summary>True when there is nothing left to read.</summary>
    public bool IsEmpty => Peek() is null;

    /// <summary>The next record.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TestRecord<TKey, TValue> Read()
    {
        var record = Peek() ?? throw new InvalidOperationException($"there is no further record in '{_topic.Name}'");
        _next = record.Offset + 1;
        return new(
            record.Key is { } key ? _topic.KeySerde.Deserialize(key.Span) : default,
            record.Value is { } value ? _topic.ValueSerde.Deserialize(value.Span) : default,
            record.Timestamp,
            record.Headers)
        {
            Partition = record.Source.Partition,
        };
    }

    /// <summary>All records that were not read yet.</summary>
    public IReadOnlyList<TestRecord<TKey, TValue>> ReadAll()
    {
        var records = new List<TestRecord<TKey, TValue>>();
        while (!IsEmpty)
            records.Add(Read());
        return records;
    }

    LogRecord? Peek() => _driver.Log.FirstFrom(_topic.Name, _next);
}
