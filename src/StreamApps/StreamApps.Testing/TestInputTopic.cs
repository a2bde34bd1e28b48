using StreamApps.State;

namespace StreamApps.Testing;

/// <summary>A topic that a test writes to.</summary>
public sealed class TestInputTopic<TKey, TValue>
{
    readonly TopologyTestDriver _driver;
    readonly Topic<TKey, TValue> _topic;
    readonly ScratchBuffer _buffer = new();

    internal TestInputTopic(TopologyTestDriver driver, Topic<TKey, TValue> topic) =>
        (_driver, _topic) = (driver, topic);

    /// <summary>Writes a record at the driver's wall-clock time, and lets the topology process it.</summary>
    public void Pipe(TKey? key, TValue? value) => Pipe(key, value, _driver.Time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Writes a record, and lets the topology process it.</summary>
    public void Pipe(TKey? key, TValue? value, long timestamp, RecordHeaders? headers = null) =>
        _driver.Pipe(_topic.Name, Bytes(key, _topic.KeySerde), Bytes(value, _topic.ValueSerde), timestamp, headers);

    /// <summary>Writes a record at an offset, which leaves a gap before it, and lets the topology process it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The topic goes beyond the offset.</exception>
    public void PipeAt(long offset, TKey? key, TValue? value, long timestamp) => _driver.Pipe(
        _topic.Name, Bytes(key, _topic.KeySerde), Bytes(value, _topic.ValueSerde), timestamp, headers: null, offset);

    /// <summary>Writes bytes as they are, and lets the topology process them.</summary>
    public void PipeBytes(byte[]? key, byte[]? value, long timestamp, RecordHeaders? headers = null) =>
        _driver.Pipe(_topic.Name, key, value, timestamp, headers);

    byte[]? Bytes<T>(T? value, ISerde<T> serde)
    {
        if (value is null)
            return null;
        _buffer.Clear();
        serde.Serialize(value, _buffer);
        return _buffer.Span.ToArray();
    }
}
