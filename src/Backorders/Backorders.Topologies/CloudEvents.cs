using System.Globalization;
using System.Text;
using StreamApps;

namespace Backorders.Topologies;

/// <summary>
/// The headers of CloudEvents 1.0 in Kafka's binary mode. The id is made from the input's position, so that a sink in
/// any system can drop repeats.
/// </summary>
sealed class CloudEvents(string source)
{
    static readonly ReadOnlyMemory<byte> SpecVersion = "1.0"u8.ToArray();
    static readonly ReadOnlyMemory<byte> ContentType = "application/protobuf"u8.ToArray();

    readonly ReadOnlyMemory<byte> _source = Encoding.UTF8.GetBytes(source);
    readonly Dictionary<string, ReadOnlyMemory<byte>> _types = new(StringComparer.Ordinal);
    ReadOnlyMemory<byte> _timeText;
    long _time = -1;

    /// <summary>The headers of one event.</summary>
    /// <param name="id">Unique for the source.</param>
    /// <param name="type">The event's type: one of a fixed few.</param>
    /// <param name="time">Milliseconds since 1970; left out when it is no time.</param>
    public RecordHeaders Headers(string id, string type, long time)
    {
        if (!_types.TryGetValue(type, out var typeBytes))
            _types.Add(type, typeBytes = Encoding.UTF8.GetBytes(type));
        var headers = new RecordHeaders()
            .Add("ce_specversion", SpecVersion)
            .Add("ce_id", Encoding.UTF8.GetBytes(id))
            .Add("ce_source", _source)
            .Add("ce_type", typeBytes)
            .Add("content-type", ContentType);
        if (time is >= 0 and <= LastTime)
            headers.Add("ce_time", TimeText(time));
        return headers;
    }

    // The events of one command have one time.
    ReadOnlyMemory<byte> TimeText(long time)
    {
        if (time == _time)
            return _timeText;
        _timeText = Encoding.UTF8.GetBytes(DateTimeOffset.FromUnixTimeMilliseconds(time)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        _time = time;
        return _timeText;
    }

    // The last millisecond of the year 9999.
    const long LastTime = 253_402_300_799_999;
}
