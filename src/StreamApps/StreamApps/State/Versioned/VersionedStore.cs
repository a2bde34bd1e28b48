using System.Buffers.Binary;
using StreamApps.Time;

namespace StreamApps.State;

/// <summary>
/// Versions over a task's overlay. Layout, times ordered, keys in 1 and 2 as <see cref="OrderedBytes"/>:
/// <code>
/// 0 1             where the deletion of unreachable versions goes on
/// 0 2 0           the newest time
/// 1 key from      a superseded version, or the latest if it is no value: until when it was valid, what kind, it
/// 2 time key from nothing: an index of those by the time at which they become unreachable
/// 3 key           the latest version, if it is a value: its time, it
/// </code>
/// </summary>
internal sealed class VersionedStore<TKey, TValue>(
    StoreOverlay overlay, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, long history)
        : IVersionedStore<TKey, TValue>
{
    const byte LatestArea = 3;
    const long Open = long.MaxValue;

    readonly VersionHistory _history = new(overlay, history);
    readonly TimestampedSerde<TValue> _latestSerde = new(valueSerde);
    readonly ScratchBuffer _key = new();
    readonly ScratchBuffer _latestKey = new();
    readonly ScratchBuffer _value = new();
    readonly ScratchBuffer _old = new();

    public TimeSpan History => TimeSpan.FromMilliseconds(history);

    public VersionPut Put(TKey key, TValue? value, long timestamp)
    {
        TimestampOutOfRangeException.ThrowIfBeyond(timestamp);
        if (!_history.Admit(timestamp))
            return new(VersionOutcome.TooOld, -1);
        Use(key);
        _value.Clear();
        if (value is not null)
            valueSerde.Serialize(value, _value);
        var latest = LatestTime();
        if (latest is { } time && timestamp < time)
        {
            var end = _history.Insert(_key.Span, timestamp, value is not null, _value.Span, time);
            return new(VersionOutcome.Superseded, end);
        }
        if (value is null && latest == timestamp && overlay.TryGet(_latestKey.Span, out _))
        {
            // As in Kafka Streams, what begins and ends at one time was never there: the key is as it was before.
            overlay.Delete(_latestKey.Span);
            _history.Reopen(_key.Span, timestamp);
            _history.DeleteUnreachable();
            return new(VersionOutcome.Latest, -1);
        }
        if (latest is { } before)
            Supersede(before, timestamp);
        if (value is null)
        {
            overlay.Delete(_latestKey.Span);
            _history.Put(_key.Span, timestamp, Open, hasValue: false, []);
        }
        else
        {
            _value.Clear();
            _latestSerde.Serialize(new(value, timestamp), _value);
            overlay.Put(_latestKey.Span, _value.Span);
        }
        _history.DeleteUnreachable();
        return new(VersionOutcome.Latest, -1);
    }

    public bool TryGet(TKey key, out Timestamped<TValue> version)
    {
        Use(key);
        var found = overlay.TryGet(_latestKey.Span, out var bytes);
        version = found ? _latestSerde.Deserialize(bytes) : default;
        return found;
    }

    public bool TryGet(TKey key, long asOf, out Timestamped<TValue> version)
    {
        if (TryGet(key, out version) && version.Timestamp <= asOf)
            return true;
        version = default;
        _old.Clear();
        if (!_history.IsReachable(asOf) || !_history.TryGet(_key.Span, asOf, out var from, _old))
            return false;
        version = new(valueSerde.Deserialize(_old.Span), from);
        return true;
    }

    public KeyValueScan<TKey, Timestamped<TValue>> Latest() =>
        new(overlay.Scan([LatestArea], [LatestArea + 1], backwards: false), keySerde, _latestSerde, prefix: 1);

    /// <summary>Makes the latest version one of the history, valid until the new one.</summary>
    void Supersede(long latest, long timestamp)
    {
        if (overlay.TryGet(_latestKey.Span, out var bytes))
        {
            if (latest == timestamp)
                return;
            _old.Clear();
            _old.Append(bytes[sizeof(long)..]);
            _history.Put(_key.Span, latest, timestamp, hasValue: true, _old.Span);
        }
        else if (latest == timestamp)
        {
            _history.Delete(_key.Span, latest, Open);
        }
        else
        {
            _history.Delete(_key.Span, latest, Open);
            _history.Put(_key.Span, latest, timestamp, hasValue: false, []);
        }
    }

    /// <summary>
    /// When the latest version began, be it that there is no value; null when nothing is known of the key.
    /// </summary>
    long? LatestTime() => overlay.TryGet(_latestKey.Span, out var bytes)
        ? BinaryPrimitives.ReadInt64BigEndian(bytes)
        : _history.OpenSince(_key.Span);

    void Use(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _latestKey.Clear();
        _latestKey.Append(LatestArea);
        keySerde.Serialize(key, _latestKey);
        _key.Clear();
        OrderedBytes.AppendString(_key, _latestKey.Span[1..]);
    }
}
