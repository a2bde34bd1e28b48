using System.Globalization;
using StreamApps.EmbeddedKafka.Core.Log.Compaction;
using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Opening a log: closed segments by their sidecars, the last one batch by batch with checksums.</summary>
internal sealed partial class PartitionLog
{
    const string StartOffsetName = "log-start-offset";

    /// <summary>Opens the log in a folder, or begins one. A torn batch at the very end is cut off.</summary>
    public static PartitionLog Open(IStorage storage, string folder, TopicConfig config, bool flushEveryWrite)
    {
        var log = new PartitionLog(storage, folder, config, flushEveryWrite);
        storage.CreateFolder(folder);
        log.OpenSegments();
        try
        {
            log.RebuildState();
            log.ReadStartOffset();
        }
        catch (Exception error) when (error is DamagedSegmentException or IOException)
        {
            log.Quarantine(error.Message);
        }
        return log;
    }

    void OpenSegments()
    {
        foreach (var name in _storage.Files(_folder))
        {
            if (name.EndsWith(".log", StringComparison.Ordinal)
                && long.TryParse(name.AsSpan(0, name.Length - 4), CultureInfo.InvariantCulture, out var baseOffset))
            {
                _segments.Add(new Segment(baseOffset, _storage.Open(_folder, name)));
            }
            else if (name.EndsWith(CompactionRun.TemporarySuffix, StringComparison.Ordinal))
            {
                _storage.Delete(_folder, name);
            }
        }
        if (_segments.Count == 0)
            _segments.Add(new Segment(0, _storage.Open(_folder, Segment.LogName(0))));
    }

    void RebuildState()
    {
        var unread = new List<Segment>();
        foreach (var segment in _segments)
        {
            if (segment == Active || !SegmentSidecar.TryRead(_storage, _folder, segment, _aborted))
                unread.Add(segment);
        }
        var snapshot = ProducerTable.FromSnapshot(_storage.ReadAll(_folder, Segment.SnapshotName(Active.BaseOffset)));
        if (snapshot is null || unread.Count > 1)
        {
            // Without the state at the last segment's start, or with gaps before it, everything is read again.
            _aborted.Clear();
            for (var i = 0; i < _segments.Count; i++)
            {
                _segments[i] = new Segment(_segments[i].BaseOffset, _segments[i].File);
                Scan(_segments[i]);
            }
            return;
        }
        _producers = snapshot;
        Scan(Active);
    }

    void Scan(Segment segment)
    {
        var position = 0L;
        while (position < segment.Size)
        {
            if (!segment.TryReadHeader(position, out var header))
            {
                CutTail(segment, position);
                return;
            }
            var bytes = segment.ReadBatch(position, header);
            if (Crc32C.Compute(bytes.AsSpan(BatchHeader.CrcStart)) != header.Crc
                || header.BaseOffset < segment.NextOffset)
            {
                CutTail(segment, position);
                return;
            }
            segment.Note(header, position);
            Take(header, bytes);
            position += header.Size;
        }
    }

    /// <summary>
    /// Cuts off what a crash left half-written. Damage before valid data is no torn write: the log is then left as
    /// it is and goes out of service, since cutting would lose acknowledged records.
    /// </summary>
    void CutTail(Segment segment, long position)
    {
        var isTail = segment == Active && !FindsValidBatchBehind(segment, position);
        if (!isTail)
        {
            throw new DamagedSegmentException(segment, position);
        }
        segment.File.Truncate(position);
    }

    static bool FindsValidBatchBehind(Segment segment, long position)
    {
        if (!segment.TryReadHeader(position, out var broken))
            return false;
        return segment.TryReadHeader(position + broken.Size, out var next)
            && Crc32C.Compute(segment.ReadBatch(position + broken.Size, next).AsSpan(BatchHeader.CrcStart)) == next.Crc;
    }

    void ReadStartOffset()
    {
        var first = _segments[0].BaseOffset;
        var bytes = _storage.ReadAll(_folder, StartOffsetName);
        var stored = SidecarFile.TryUnseal(bytes, out var content) ? BitConverter.ToInt64(content) : 0;
        StartOffset = Math.Min(EndOffset, Math.Max(first, stored));
    }

    void WriteStartOffset() =>
        _storage.Replace(_folder, StartOffsetName, SidecarFile.Seal(BitConverter.GetBytes(StartOffset)));
}
