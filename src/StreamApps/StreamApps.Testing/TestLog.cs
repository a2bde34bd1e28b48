using StreamApps.Processing;
using StreamApps.Transport;

namespace StreamApps.Testing;

/// <summary>
/// Topics of one partition in memory, written in one transaction after the other. Each commit takes an offset in
/// every topic that it touched, as Kafka's markers do.
/// </summary>
internal sealed class TestLog(TimeProvider time) : IRecordSink
{
    readonly Dictionary<string, List<LogRecord?>> _topics = new(StringComparer.Ordinal);
    readonly List<(string Topic, LogRecord Record, bool Tracked)> _open = [];

    /// <summary>
    /// Offsets of the records that were sent with the wish to know them, by topic, in the last commit.
    /// </summary>
    public Dictionary<string, long> Tracked { get; } = new(StringComparer.Ordinal);

    /// <summary>The offset that the next record of a topic gets.</summary>
    public long End(string topic) => Records(topic).Count;

    /// <summary>The record at an offset; null for a marker.</summary>
    public LogRecord? Read(string topic, long offset) => Records(topic)[(int)offset];

    /// <summary>Appends a record outside of any transaction.</summary>
    public void Append(string topic, byte[]? key, byte[]? value, long timestamp, RecordHeaders? headers)
    {
        var records = Records(topic);
        records.Add(Record(topic, records.Count, key, value, timestamp, headers));
    }

    /// <inheritdoc/>
    public void Send(in OutgoingRecord record)
    {
        var timestamp = record.Timestamp ?? time.GetUtcNow().ToUnixTimeMilliseconds();
        var key = record.HasKey ? record.Key.ToArray() : null;
        var value = record.HasValue ? record.Value.ToArray() : null;
        var stored = Record(record.Topic, -1, key, value, timestamp, record.Headers);
        _open.Add((record.Topic, stored, record.TrackOffset));
    }

    /// <summary>Makes what was sent visible.</summary>
    public void Commit()
    {
        Tracked.Clear();
        foreach (var (topic, record, tracked) in _open)
        {
            var records = Records(topic);
            if (tracked)
                Tracked[topic] = records.Count;
            records.Add(record with { Offset = records.Count });
        }
        if (_open.Count == 1)
        {
            Records(_open[0].Topic).Add(null);
        }
        else
        {
            foreach (var topic in _open.Select(sent => sent.Topic).Distinct(StringComparer.Ordinal))
                Records(topic).Add(null);
        }
        _open.Clear();
    }

    /// <summary>Drops what was sent.</summary>
    public void Abort() => _open.Clear();

    List<LogRecord?> Records(string topic)
    {
        if (!_topics.TryGetValue(topic, out var records))
            _topics.Add(topic, records = []);
        return records;
    }

    static LogRecord Record(
        string topic, long offset, byte[]? key, byte[]? value, long timestamp, RecordHeaders? headers) =>
        new(
            new TopicPartition(topic, 0),
            offset,
            timestamp,
            Memory(key),
            Memory(value),
            headers);

    /// <summary>A null array would convert to empty memory, which is not the same as none.</summary>
    static ReadOnlyMemory<byte>? Memory(byte[]? bytes)
    {
        if (bytes is null)
            return null;
        return bytes.AsMemory();
    }
}
