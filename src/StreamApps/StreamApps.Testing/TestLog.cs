using StreamApps.Processing;
using StreamApps.Transport;

namespace StreamApps.Testing;

/// <summary>
/// Topics in memory, of each of which a driver sees one partition, written in one transaction after the other. Each
/// commit takes an offset in every topic that it touched, as Kafka's markers do.
/// </summary>
/// <param name="time">Stamps what is written without a time.</param>
/// <param name="partition">The partition of what is written without one.</param>
internal sealed class TestLog(TimeProvider time, int partition) : IRecordSink
{
    readonly Dictionary<string, TopicLog> _topics = new(StringComparer.Ordinal);
    readonly List<(string Topic, LogRecord Record, bool Tracked)> _open = [];

    /// <summary>
    /// Offsets of the records that were sent with the wish to know them, by topic, in the last commit.
    /// </summary>
    public Dictionary<string, long> Tracked { get; } = new(StringComparer.Ordinal);

    /// <summary>The offset that the next record of a topic gets.</summary>
    public long End(string topic) => Records(topic).End;

    /// <summary>The record at an offset; null for a marker.</summary>
    public LogRecord? Read(string topic, long offset) =>
        FirstFrom(topic, offset) is { } record && record.Offset == offset ? record : null;

    /// <summary>The first record at or after an offset; null when there is none.</summary>
    public LogRecord? FirstFrom(string topic, long offset) => Records(topic).FirstFrom(offset);

    /// <summary>
    /// Appends a record outside of any transaction, where <paramref name="offset"/> says or at the end.
    /// </summary>
    public void Append(
        string topic, byte[]? key, byte[]? value, long timestamp, RecordHeaders? headers, long? offset = null) =>
        Records(topic).Append(Record(topic, null, key, value, timestamp, headers), offset);

    /// <inheritdoc/>
    public void Send(in OutgoingRecord record)
    {
        var timestamp = record.Timestamp ?? time.GetUtcNow().ToUnixTimeMilliseconds();
        var key = record.HasKey ? record.Key.ToArray() : null;
        var value = record.HasValue ? record.Value.ToArray() : null;
        var stored = Record(record.Topic, record.Partition, key, value, timestamp, Copy(record.Headers));
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
                Tracked[topic] = records.End;
            records.Append(record);
        }
        if (_open.Count == 1)
        {
            Records(_open[0].Topic).Skip();
        }
        else
        {
            foreach (var topic in _open.Select(sent => sent.Topic).Distinct(StringComparer.Ordinal))
                Records(topic).Skip();
        }
        _open.Clear();
    }

    /// <summary>Drops what was sent.</summary>
    public void Abort() => _open.Clear();

    TopicLog Records(string topic)
    {
        if (!_topics.TryGetValue(topic, out var records))
            _topics.Add(topic, records = new());
        return records;
    }

    LogRecord Record(
        string topic, int? chosen, byte[]? key, byte[]? value, long timestamp, RecordHeaders? headers) =>
        new(
            new TopicPartition(topic, chosen ?? partition),
            -1,
            timestamp,
            Memory(key),
            Memory(value),
            headers);

    /// <summary>As a log does: what is added to the headers afterwards is not in it.</summary>
    static RecordHeaders? Copy(RecordHeaders? headers)
    {
        if (headers is null)
            return null;
        var copy = new RecordHeaders();
        foreach (var (name, value) in headers)
            copy.Add(name, value);
        return copy;
    }

    /// <summary>A null array would convert to empty memory, which is not the same as none.</summary>
    static ReadOnlyMemory<byte>? Memory(byte[]? bytes)
    {
        if (bytes is null)
            return null;
        return bytes.AsMemory();
    }
}
