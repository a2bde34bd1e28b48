using StreamApps.EmbeddedKafka.Core.Log.Compaction;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Compaction: what may be cleaned, and taking in cleaned segments.</summary>
internal sealed partial class PartitionLog
{
    long _cleanedUpTo;
    long _nextHorizonMs = long.MaxValue;

    /// <summary>
    /// A compaction of the closed segments below the last stable offset that are older than the compaction lag; null
    /// when the log is not compacted, holds too little that is new, and nothing in it has waited out its retention.
    /// </summary>
    public CompactionRun? PlanCompaction(long nowMs, bool evenIfClean = false)
    {
        if (!Config.Compacts || IsDeleted || Damage is not null)
            return null;
        RollForCompaction(nowMs);
        var limit = LastStableOffset;
        var cleanable = _segments.Take(_segments.Count - 1)
            .TakeWhile(segment => segment.NextOffset <= limit
                && (Config.MinCompactionLagMs == 0 || nowMs - segment.MaxTimestamp >= Config.MinCompactionLagMs))
            .ToList();
        if (cleanable.Count == 0)
            return null;
        var total = cleanable.Sum(segment => segment.Size);
        var dirty = cleanable.Where(segment => segment.NextOffset > _cleanedUpTo).Sum(segment => segment.Size);
        var isDirty = total > 0 && dirty >= Config.MinCleanableDirtyRatio * total && dirty > 0;
        var hasWaited = dirty > 0 && cleanable.Exists(segment => segment.NextOffset > _cleanedUpTo
            && nowMs - segment.FirstTimestamp > Config.MaxCompactionLagMs);
        return isDirty || hasWaited || evenIfClean || nowMs > _nextHorizonMs
            ? new CompactionRun(this, _storage, _folder, cleanable, _cleanedUpTo, nowMs)
            : null;
    }

    /// <summary>
    /// Records that have waited for <c>max.compaction.lag.ms</c> must not hide in the segment that is written to.
    /// </summary>
    void RollForCompaction(long nowMs)
    {
        if (Active.Size > 0 && nowMs - Active.FirstTimestamp > Config.MaxCompactionLagMs)
            Roll();
    }

    /// <summary>Puts a cleaned segment in the old one's place; false when the old one is gone.</summary>
    public bool Swap(Segment old, Segment cleaned)
    {
        var index = _segments.IndexOf(old);
        if (IsDeleted)
            return false;
        if (index < 0)
        {
            _storage.Delete(_folder, cleaned.Name + CompactionRun.TemporarySuffix);
            return false;
        }
        cleaned.File.Flush();
        // The old sidecar goes first: one of another length means damage to whoever finds it.
        _storage.Delete(_folder, Segment.IndexName(cleaned.BaseOffset));
        _storage.Rename(_folder, cleaned.Name + CompactionRun.TemporarySuffix, cleaned.Name);
        _segments[index] = cleaned;
        if (cleaned.Size > 0 || index == 0)
        {
            SegmentSidecar.Write(_storage, _folder, cleaned, _aborted);
            return true;
        }
        _segments.RemoveAt(index);
        _storage.Delete(_folder, cleaned.Name);
        _storage.Delete(_folder, Segment.IndexName(cleaned.BaseOffset));
        return true;
    }

    /// <summary>
    /// Forgets aborted transactions whose data is gone: a reader that is told of one expects its marker, which goes
    /// as well.
    /// </summary>
    public void FinishCompaction(long upTo, long nextHorizonMs)
    {
        _cleanedUpTo = upTo;
        _nextHorizonMs = nextHorizonMs;
        if (_aborted.RemoveAll(item => item.MarkerOffset < upTo) == 0)
            return;
        foreach (var segment in _segments.Where(segment => segment != Active && segment.NextOffset <= upTo))
            SegmentSidecar.Write(_storage, _folder, segment, _aborted);
    }
}
