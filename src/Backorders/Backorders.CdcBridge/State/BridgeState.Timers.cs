using Backorders.CdcBridge.Decoding;

namespace Backorders.CdcBridge.State;

/// <summary>What is due when, and what waits until then.</summary>
sealed partial class BridgeState
{
    const byte DueTable = (byte)'Q';
    const byte WaitingTable = (byte)'W';

    long? _nextDue;

    /// <summary>When the next timer is due, milliseconds since 1970; the largest number when there is none.</summary>
    public long NextDue =>
        _nextDue ??= _store.Scan([DueTable], [], 1) is [var first] ? DueOf(first.Key) : long.MaxValue;

    /// <summary>Sets a timer. It is never taken back: whoever it calls sees whether it still matters.</summary>
    public void Schedule(long due, TimerKind kind, string about)
    {
        _store.Put(_key.Begin().Byte(DueTable).Ordered(due).Byte((byte)kind).Tail(about).Written, []);
        _nextDue = Math.Min(NextDue, due);
    }

    /// <summary>Takes the earliest timer that is due; false when none is.</summary>
    public bool TryTakeDue(long now, out long due, out TimerKind kind, out string about)
    {
        (due, kind, about) = (0, default, "");
        if (NextDue > now)
            return false;
        var key = _store.Scan([DueTable], [], 1)[0].Key;
        var reader = new StateReader(key.AsSpan(1));
        due = reader.Ordered();
        kind = (TimerKind)reader.Byte();
        about = reader.Tail();
        _store.Delete(key);
        _nextDue = null;
        return true;
    }

    /// <summary>Keeps the record of a row that waits, for its dead letter.</summary>
    /// <returns>False when the row waited already: its older record is replaced.</returns>
    public bool PutWaiting(string about, CapturedRecord record, long due)
    {
        RecordCodec.Write(_value.Begin().Number(due), record);
        var key = _key.Begin().Byte(WaitingTable).Tail(about).Written;
        var isNew = _store.Get(key) is null;
        _store.Put(_key.Written, _value.Written);
        return isNew;
    }

    /// <summary>The record of a row that waits, and when its time is up; null when it does not wait.</summary>
    public (CapturedRecord Record, long Due)? Waiting(string about)
    {
        if (_store.Get(_key.Begin().Byte(WaitingTable).Tail(about).Written) is not { } bytes)
            return null;
        var reader = new StateReader(bytes);
        var due = reader.Number();
        return (RecordCodec.Read(ref reader), due);
    }

    public void DeleteWaiting(string about) => _store.Delete(_key.Begin().Byte(WaitingTable).Tail(about).Written);

    static long DueOf(byte[] key)
    {
        var reader = new StateReader(key.AsSpan(1));
        return reader.Ordered();
    }
}
