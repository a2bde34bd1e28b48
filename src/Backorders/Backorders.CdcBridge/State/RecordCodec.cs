using Backorders.CdcBridge.Decoding;

namespace Backorders.CdcBridge.State;

/// <summary>The stored form of records that wait.</summary>
static class RecordCodec
{
    public static void Write(StateWriter writer, CapturedRecord record)
    {
        writer.Text(record.Topic).Number(record.Partition).Number(record.Offset).Number(record.Timestamp)
            .OptionalBytes(record.Key).OptionalBytes(record.Value).Number(record.Headers.Count);
        foreach (var (name, value) in record.Headers)
            writer.Text(name).OptionalBytes(value);
    }

    public static CapturedRecord Read(ref StateReader reader)
    {
        var topic = reader.Text();
        var partition = (int)reader.Number();
        var offset = reader.Number();
        var timestamp = reader.Number();
        var key = reader.OptionalBytes();
        var value = reader.OptionalBytes();
        var headers = new KeyValuePair<string, byte[]?>[(int)reader.Number()];
        for (var index = 0; index < headers.Length; index++)
            headers[index] = new(reader.Text(), reader.OptionalBytes());
        return new CapturedRecord(topic, partition, offset, timestamp, headers, key, value);
    }
}
