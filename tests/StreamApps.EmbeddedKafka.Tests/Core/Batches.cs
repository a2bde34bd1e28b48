using System.Text;
using StreamApps.EmbeddedKafka.Core.Log;

namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>Record batches as a client would send them.</summary>
static class Batches
{
    public static Memory<byte> Of(
        long timestamp,
        (long Id, short Epoch)? producer,
        int sequence,
        bool transactional,
        params (string? Key, string? Value)[] records)
    {
        using var payload = new MemoryStream();
        for (var i = 0; i < records.Length; i++)
            payload.Write(Record(i, records[i].Key, records[i].Value));
        var bytes = new byte[BatchHeader.Length + payload.Length];
        payload.ToArray().CopyTo(bytes, BatchHeader.Length);
        new BatchHeader(
            0,
            bytes.Length,
            2,
            0,
            BatchHeader.AttributesOf(transactional, control: false),
            records.Length - 1,
            timestamp,
            timestamp, producer?.Id ?? -1, producer?.Epoch ?? -1, sequence, records.Length).Write(bytes);
        return bytes;
    }

    public static List<string> ValuesOf(byte[] batch) =>
        [.. RecordsOf(batch).Select(record => record.Value ?? "<null>")];

    public static List<(long OffsetDelta, string? Key, string? Value)> RecordsOf(byte[] batch)
    {
        var reader = new RecordReader(batch.AsSpan(BatchHeader.Length));
        var records = new List<(long, string?, string?)>();
        while (!reader.AtEnd && reader.Read())
        {
            records.Add((
                reader.OffsetDelta,
                reader.HasKey ? Encoding.UTF8.GetString(reader.Key) : null,
                reader.HasValue ? Encoding.UTF8.GetString(reader.Value) : null));
        }
        return records;
    }

    static byte[] Record(int delta, string? key, string? value)
    {
        var body = new byte[100 + (key?.Length ?? 0) + (value?.Length ?? 0)];
        var at = 1;
        at += Varint.Write(body.AsSpan(at), 0);
        at += Varint.Write(body.AsSpan(at), delta);
        foreach (var field in new[] { key, value })
        {
            at += Varint.Write(body.AsSpan(at), field is null ? -1 : Encoding.UTF8.GetByteCount(field));
            if (field is not null)
                at += Encoding.UTF8.GetBytes(field, body.AsSpan(at));
        }
        at += Varint.Write(body.AsSpan(at), 0);
        var prefix = new byte[Varint.MaxLength];
        var length = Varint.Write(prefix, at);
        return [.. prefix.AsSpan(0, length), .. body.AsSpan(0, at)];
    }
}
