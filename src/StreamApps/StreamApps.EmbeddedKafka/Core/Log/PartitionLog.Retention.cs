using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Moving the log's start: by request, by age, by size.</summary>
internal sealed partial class PartitionLog
{
    /// <summary>
    /// Raises the start offset; records below it are gone to readers at once, their segments when whole.
    /// </summary>
    public ErrorCode DeleteBefore(long offset)
    {
        if (offset > EndOffset || offset < 0)
            return ErrorCode.OffsetOutOfRange;
        if (offset > StartOffset)
        {
            StartOffset = offset;
            WriteStartOffset();
            DropSegmentsBelowStart();
            Changed?.Invoke();
        }
        return ErrorCode.None;
    }

    /// <summary>
    /// Applies <c>retention.ms</c> and <c>retention.bytes</c>: whole segments, oldest first, never the last.
    /// </summary>
    public void ApplyRetention(long nowMs)
    {
        if (!Config.DeletesByRetention || Damage is not null)
            return;
        RollExpiredActive(nowMs);
        var start = StartOffset;
        var excess = Config.RetentionBytes < 0 ? -1 : Size - Config.RetentionBytes;
        foreach (var segment in _segments.Take(_segments.Count - 1))
        {
            if (!IsExpired(segment, nowMs) && excess < segment.Size)
                break;
            if (segment.NextOffset > LastStableOffset)
                break;
            excess -= segment.Size;
            start = segment.NextOffset;
        }
        DeleteBefore(start);
    }

    bool IsExpired(Segment segment, long nowMs) =>
        Config.RetentionMs >= 0 && segment.Size > 0 && nowMs - segment.MaxTimestamp > Config.RetentionMs;

    void RollExpiredActive(long nowMs)
    {
        if (IsExpired(Active, nowMs))
            Roll();
    }

    void DropSegmentsBelowStart()
    {
        while (_segments.Count > 1 && _segments[0].NextOffset <= StartOffset)
        {
            var segment = _segments[0];
            _segments.RemoveAt(0);
            _storage.Delete(_folder, segment.Name);
            _storage.Delete(_folder, Segment.IndexName(segment.BaseOffset));
            _storage.Delete(_folder, Segment.SnapshotName(segment.BaseOffset));
        }
        _aborted.RemoveAll(item => item.MarkerOffset < StartOffset);
    }
}
