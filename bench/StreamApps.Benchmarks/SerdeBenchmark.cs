using System.Buffers;
using BenchmarkDotNet.Attributes;
using Google.Protobuf.WellKnownTypes;
using StreamApps.Pipelines.Values;
using StreamApps.SchemaRegistry;

namespace StreamApps.Benchmarks;

/// <summary>
/// What a record's bytes cost to read: the text of a key, a value of fixed layout, a Protobuf message of three texts
/// and two flags behind a schema id. A topology pays it for each record, whatever the runtime does.
/// </summary>
public class SerdeBenchmark
{
    const string Topic = "topic";

    readonly ProtobufSerde<Method> _messages =
        new(Topic, new FixedSchemaIds(new Dictionary<string, int>(StringComparer.Ordinal) { [$"{Topic}-value"] = 1 }));
    readonly byte[] _key = "SKU0000001"u8.ToArray();
    readonly byte[] _item = new byte[100];
    readonly ArrayBufferWriter<byte> _written = new(256);
    readonly Method _message = new()
    {
        Name = "SKU0000001",
        RequestTypeUrl = "order-000001",
        ResponseTypeUrl = "WH-EAST",
        RequestStreaming = true,
        ResponseStreaming = true,
    };
    byte[] _bytes = [];

    [GlobalSetup]
    public void Write()
    {
        SerialiseProtobuf();
        _bytes = _written.WrittenSpan.ToArray();
    }

    [Benchmark]
    public string DeserialiseText() => Serdes.String.Deserialize(_key);

    [Benchmark]
    public Item DeserialiseFixed() => Layouts.Items.Deserialize(_item);

    [Benchmark]
    public Method DeserialiseProtobuf() => _messages.Deserialize(_bytes);

    [Benchmark]
    public void SerialiseProtobuf()
    {
        _written.ResetWrittenCount();
        _messages.Serialize(_message, _written);
    }
}
