using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Transactions;

/// <summary>Transactional ids in the compacted topic <c>__transaction_state</c>, in Kafka's record format 0.</summary>
internal sealed class TransactionJournal(Topic topic, Func<long> nowMs)
{
    public const string TopicName = "__transaction_state";

    PartitionLog Log => topic.Partitions[0];

    public void Save(Transaction transaction)
    {
        transaction.UpdatedAtMs = nowMs();
        var builder = new BatchBuilder(transaction.UpdatedAtMs);
        builder.Add(KeyOf(transaction.Id), ValueOf(transaction));
        Log.Append(builder.Build());
    }

    public IReadOnlyDictionary<string, Transaction> Load()
    {
        var found = new Dictionary<string, Transaction>(StringComparer.Ordinal);
        foreach (var (header, bytes) in Log.Batches(Log.StartOffset))
        {
            if (!header.IsControl)
                Apply(found, bytes);
        }
        return found;
    }

    static void Apply(Dictionary<string, Transaction> found, ReadOnlySpan<byte> batch)
    {
        var reader = new RecordReader(batch[BatchHeader.Length..]);
        while (!reader.AtEnd && reader.Read())
        {
            var key = FieldCodec.Reader(reader.Key.ToArray(), version: 0, flexible: false);
            short version = 0;
            var id = "";
            key.Int16(ref version);
            key.String(ref id);
            if (reader.HasValue)
                found[id] = Read(id, reader.Value.ToArray());
            else
                found.Remove(id);
        }
    }

    static byte[] KeyOf(string id)
    {
        using var f = FieldCodec.Writer(version: 0, flexible: false);
        short version = 0;
        f.Int16(ref version);
        f.String(ref id);
        return f.Written.ToArray();
    }

    static byte[] ValueOf(Transaction transaction)
    {
        using var f = FieldCodec.Writer(version: 0, flexible: false);
        var head = new TransactionHead(transaction);
        head.Walk(f);
        var topics = transaction.Partitions.GroupBy(item => item.Topic, StringComparer.Ordinal).ToList();
        var count = topics.Count;
        f.Int32(ref count);
        foreach (var group in topics)
        {
            var name = group.Key;
            var indexes = group.Select(item => item.Partition).ToList();
            f.String(ref name);
            f.Int32Array(ref indexes);
        }
        head.WalkTimes(f);
        return f.Written.ToArray();
    }

    static Transaction Read(string id, byte[] value)
    {
        var transaction = new Transaction(id);
        var f = FieldCodec.Reader(value, version: 0, flexible: false);
        var head = new TransactionHead(transaction);
        head.Walk(f);
        var topics = 0;
        f.Int32(ref topics);
        for (var i = 0; i < topics; i++)
        {
            var name = "";
            var indexes = new List<int>();
            f.String(ref name);
            f.Int32Array(ref indexes);
            transaction.Partitions.UnionWith(indexes.Select(index => new TopicPartition(name, index)));
        }
        head.WalkTimes(f);
        head.CopyTo(transaction);
        return transaction;
    }
}
