using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>
/// The producers of one partition (KIP-98): recognises repeated batches, keeps sequences without gaps, fences old
/// epochs, and knows the open transactions, of which the first bounds what read-committed readers see.
/// </summary>
internal sealed partial class ProducerTable
{
    readonly Dictionary<long, ProducerEntry> _entries = [];
    readonly SortedSet<(long Offset, long ProducerId)> _open = [];

    public IReadOnlyCollection<ProducerEntry> Entries => _entries.Values;

    public ProducerEntry? Find(long producerId) => _entries.GetValueOrDefault(producerId);

    /// <summary>The first offset of the oldest open transaction; null when none is open.</summary>
    public long? FirstOpenOffset => _open.Count == 0 ? null : _open.Min.Offset;

    /// <summary>The batch that a repetition matches; null when the batch is new.</summary>
    public BatchRange? FindDuplicate(in BatchHeader header)
    {
        if (!_entries.TryGetValue(header.ProducerId, out var entry) || entry.Epoch != header.ProducerEpoch)
            return null;
        foreach (var batch in entry.Window)
        {
            if (batch.FirstSequence == header.BaseSequence && batch.LastSequence == header.LastSequence)
                return batch;
        }
        return null;
    }

    public ErrorCode Check(in BatchHeader header)
    {
        if (!_entries.TryGetValue(header.ProducerId, out var entry) || entry.Epoch < 0)
            return ErrorCode.None;
        if (header.ProducerEpoch < entry.Epoch)
            return ErrorCode.InvalidProducerEpoch;
        var follows = header.ProducerEpoch > entry.Epoch
            ? header.BaseSequence == 0
            : Sequence.Follows(entry.LastSequence, header.BaseSequence);
        return follows ? ErrorCode.None : ErrorCode.OutOfOrderSequenceNumber;
    }

    /// <summary>Takes an appended data batch of a producer into the state.</summary>
    public void Update(in BatchHeader header)
    {
        var entry = Entry(header.ProducerId);
        entry.MoveTo(header.ProducerEpoch);
        entry.LastTimestamp = header.MaxTimestamp;
        if (header.BaseSequence >= 0)
        {
            entry.Remember(new BatchRange(
                header.BaseSequence, header.LastSequence, header.BaseOffset, header.LastOffset));
        }
        if (header.IsTransactional && entry.TransactionStart == ProducerEntry.NoTransaction)
            Begin(entry, header.BaseOffset);
    }

    /// <summary>
    /// Takes a marker into the state; the aborted transaction when it ended one that had written data.
    /// </summary>
    public AbortedTransaction? End(in BatchHeader marker, bool commit)
    {
        var entry = Entry(marker.ProducerId);
        if (marker.ProducerEpoch > entry.Epoch)
            entry.MoveTo(marker.ProducerEpoch);
        entry.LastTimestamp = marker.MaxTimestamp;
        var start = entry.TransactionStart;
        if (start == ProducerEntry.NoTransaction)
            return null;
        entry.TransactionStart = ProducerEntry.NoTransaction;
        _open.Remove((start, entry.ProducerId));
        return commit ? null : new AbortedTransaction(entry.ProducerId, start, marker.BaseOffset);
    }

    /// <summary>Forgets producers that have written nothing since a time and have no transaction open.</summary>
    public void Expire(long before)
    {
        foreach (var entry in _entries.Values.ToArray())
        {
            if (entry.LastTimestamp < before && entry.TransactionStart == ProducerEntry.NoTransaction)
                _entries.Remove(entry.ProducerId);
        }
    }

    void Begin(ProducerEntry entry, long offset)
    {
        entry.TransactionStart = offset;
        _open.Add((offset, entry.ProducerId));
    }

    ProducerEntry Entry(long producerId)
    {
        if (!_entries.TryGetValue(producerId, out var entry))
            _entries[producerId] = entry = new ProducerEntry(producerId);
        return entry;
    }
}
