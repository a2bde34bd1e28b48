using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>The fields of a stored transactional id around its partitions.</summary>
internal sealed class TransactionHead(Transaction transaction)
{
    short _version;
    long _producerId = transaction.ProducerId;
    short _epoch = transaction.Epoch;
    int _timeoutMs = transaction.TimeoutMs;
    sbyte _state = (sbyte)transaction.State;
    long _updatedAtMs = transaction.UpdatedAtMs;
    long _startedAtMs = transaction.StartedAtMs;

    public void Walk(FieldCodec f)
    {
        f.Int16(ref _version);
        f.Int64(ref _producerId);
        f.Int16(ref _epoch);
        f.Int32(ref _timeoutMs);
        f.Int8(ref _state);
    }

    public void WalkTimes(FieldCodec f)
    {
        f.Int64(ref _updatedAtMs);
        f.Int64(ref _startedAtMs);
    }

    public void CopyTo(Transaction target)
    {
        target.ProducerId = _producerId;
        target.Epoch = _epoch;
        target.TimeoutMs = _timeoutMs;
        target.UpdatedAtMs = _updatedAtMs;
        target.StartedAtMs = _startedAtMs;
        target.Restore((TransactionState)_state);
    }
}
