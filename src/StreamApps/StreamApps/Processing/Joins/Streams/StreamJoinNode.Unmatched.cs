using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>What comes out alone when its window has closed.</summary>
internal sealed partial class StreamJoinNode<TKey, TThis, TOther, TOut>
{
    /// <summary>
    /// Forwards what waits and is due, of both sides, by time, at one time the right side first, then by key.
    /// </summary>
    void ForwardUnmatched(in Record<TKey, TThis> cause, ref StreamJoinTimes times)
    {
        if (!side.KeepsUnmatched && !side.OtherKeepsUnmatched)
            return;
        if (_likeKafka ? IsLeftOutByKafka(times) : !IsAnyDue(times))
            return;
        using var mine = _waiting!.Scan(FirstOrZero(times.FirstWaiting(side.Number)));
        using var others = _othersWaiting!.Scan(FirstOrZero(times.FirstWaiting(side.OtherNumber)));
        var (hasMine, hasOther) = (mine.MoveNext(), others.MoveNext());
        var (mineOpen, othersOpen) = (false, false);
        times.SearchedUpTo = StreamJoinTimes.Unset;
        SetFirst(ref times, side.Number, mine, hasMine);
        SetFirst(ref times, side.OtherNumber, others, hasOther);
        while (hasMine || hasOther)
        {
            var isMine = hasMine && (!hasOther || IsMineFirst(mine.Key, others.Key));
            var entry = isMine ? mine : others;
            var timestamp = WaitingRecords.Timestamp(entry.Key);
            times.SearchedUpTo = timestamp;
            if (mineOpen && othersOpen)
                break;
            var isOpen = (isMine ? side.Closes(timestamp) : side.OtherCloses(timestamp)) >= times.StreamTime;
            if (isOpen)
            {
                mineOpen |= isMine;
                othersOpen |= !isMine;
            }
            else
            {
                ForwardAlone(cause, entry, isMine);
            }
            // What is behind an open record of a side is open too: only Kafka's search goes on to it.
            if (isOpen && !_likeKafka)
            {
                hasMine &= !isMine;
                hasOther &= isMine;
                continue;
            }
            if (isMine)
                hasMine = MoveOn(mine, side.Number, isOpen || mineOpen, ref times);
            else
                hasOther = MoveOn(others, side.OtherNumber, isOpen || othersOpen, ref times);
        }
    }

    bool IsAnyDue(in StreamJoinTimes times) =>
        IsDue(times.FirstWaiting(side.Number), side.Ahead, times) ||
        IsDue(times.FirstWaiting(side.OtherNumber), side.Back, times);

    bool IsDue(long first, long ahead, in StreamJoinTimes times) =>
        first != StreamJoinTimes.Unset && first + ahead + side.Bounds.Grace < times.StreamTime;

    bool IsLeftOutByKafka(in StreamJoinTimes times) =>
        times.SearchedUpTo != StreamJoinTimes.Unset &&
        times.SearchedUpTo + side.Ahead + side.Bounds.Grace >= times.StreamTime;

    bool IsMineFirst(ReadOnlySpan<byte> mine, ReadOnlySpan<byte> others)
    {
        var order = WaitingRecords.Timestamp(mine).CompareTo(WaitingRecords.Timestamp(others));
        return order != 0 ? order < 0 : side.Number < side.OtherNumber;
    }

    void ForwardAlone(in Record<TKey, TThis> cause, IStateIterator entry, bool isMine)
    {
        var key = serdes.Keys.Deserialize(WaitingRecords.Key(entry.Key));
        var timestamp = WaitingRecords.Timestamp(entry.Key);
        var values = entry.Value;
        while (values.Length > 0)
        {
            var value = WaitingRecords.Next(ref values);
            if (TryJoinAlone(key, value, isMine, WaitingRecords.Key(entry.Key), out var joined))
                Forward(new(key, joined, timestamp, cause.Headers));
        }
        (isMine ? _waiting! : _othersWaiting!).Remove(entry.Key);
    }

    /// <summary>A joiner that throws fails the record that waited, not the one that is being processed.</summary>
    bool TryJoinAlone(TKey key, ReadOnlySpan<byte> value, bool isMine, ReadOnlySpan<byte> keyBytes, out TOut joined)
    {
        try
        {
            joined = isMine
                ? joiner(key, serdes.Values.Deserialize(value), default)
                : joiner(key, default, serdes.Others.Deserialize(value));
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Context.FailedAside.Add(new(this, error, keyBytes.ToArray(), value.ToArray(), Headers: null));
            joined = default!;
            return false;
        }
    }

    /// <summary>Goes to a side's next entry; as long as none of it was open, that is now its first.</summary>
    static bool MoveOn(IStateIterator entries, int number, bool firstIsKnown, ref StreamJoinTimes times)
    {
        var has = entries.MoveNext();
        if (!firstIsKnown)
            SetFirst(ref times, number, entries, has);
        return has;
    }

    static void SetFirst(ref StreamJoinTimes times, int number, IStateIterator entries, bool has) =>
        times.SetFirstWaiting(number, has ? WaitingRecords.Timestamp(entries.Key) : StreamJoinTimes.Unset);

    static long FirstOrZero(long first) => first == StreamJoinTimes.Unset ? 0 : first;
}
