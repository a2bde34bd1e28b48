using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Wireformat;

namespace StreamApps.SchemaRegistry.Tests;

/// <summary>
/// The recorded bytes are those of Confluent's own serialiser. A difference of one byte, and every consumer in
/// another language fails on our topics, or we on theirs.
/// </summary>
public sealed class WireFormatTests
{
    public static TheoryData<int, string, string, string> Recorded()
    {
        var data = new TheoryData<int, string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "WireFormat", "new-format.jsonl")))
        {
            var json = JsonDocument.Parse(line).RootElement;
            data.Add(
                json.GetProperty("schema_id").GetInt32(),
                json.GetProperty("type").GetString()!,
                json.GetProperty("message").GetRawText(),
                json.GetProperty("hex").GetString()!);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Prefix_RecordedMessage_WritesTheSameBytes(int schemaId, string type, string json, string hex)
    {
        var descriptor = Find(type);
        var message = descriptor.Parser.ParseJson(json);

        byte[] written = [.. ConfluentWireFormat.Prefix(schemaId, descriptor), .. message.ToByteArray()];

        Convert.ToHexStringLower(written).ShouldBe(hex);
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void ReadPrefix_RecordedBytes_FindsSchemaTypeAndMessage(int schemaId, string type, string json, string hex)
    {
        var bytes = Convert.FromHexString(hex);

        var start = ConfluentWireFormat.ReadPrefix(bytes, out var id, out var path);

        id.ShouldBe(schemaId);
        var descriptor = ByPath(path);
        descriptor.FullName.ShouldBe(type);
        descriptor.Parser.ParseFrom(bytes.AsSpan(start)).ShouldBe(descriptor.Parser.ParseJson(json));
    }

    [Theory]
    [InlineData("", "too few")]
    [InlineData("0000000001", "too few")]
    [InlineData("010000000100", "first byte")]
    [InlineData("0000000001ff", "ends within")]
    [InlineData("0000000001ffffffffff7f", "longer than five")]
    [InlineData("000000000180ffffff0f", "is none")]
    public void ReadPrefix_HostileBytes_SaysWhatIsWrong(string hex, string message) =>
        Should.Throw<SerdeException>(() => ConfluentWireFormat.ReadPrefix(Convert.FromHexString(hex), out _, out _))
            .Message.ShouldContain(message);

    [Theory]
    [InlineData("000000000200", "schema id 2")]
    [InlineData("00000000010202", "message [1]")]
    [InlineData("0000000001000aff", "are no Order")]
    public void Deserialize_ForeignValue_SaysWhatIsWrong(string hex, string message) =>
        Should.Throw<SerdeException>(() => Serde().Deserialize(Convert.FromHexString(hex))).Message.ShouldContain(
            message);

    [Fact]
    public void Serde_Message_RoundTrips()
    {
        var output = new ArrayBufferWriter<byte>();
        Serde().Serialize(new Order { Id = "o-1", Urgent = true }, output);

        Serde().Deserialize(output.WrittenSpan).ShouldBe(new Order { Id = "o-1", Urgent = true });
    }

    [Fact]
    public void IdOf_UnknownSubject_IsNamed() =>
        Should.Throw<KeyNotFoundException>(
            () => new ProtobufSerde<Order>(
                "other", new FixedSchemaIds(new Dictionary<string, int>(StringComparer.Ordinal))))
            .Message.ShouldContain("other-value");

    static ProtobufSerde<Order> Serde() =>
        new("orders", new FixedSchemaIds(new Dictionary<string, int>(StringComparer.Ordinal) { ["orders-value"] = 1 }));

    static MessageDescriptor Find(string fullName) =>
        All(SampleReflection.Descriptor.MessageTypes)
            .First(type => string.Equals(type.FullName, fullName, StringComparison.Ordinal));

    static IEnumerable<MessageDescriptor> All(IEnumerable<MessageDescriptor> types) =>
        types.SelectMany(type => All(type.NestedTypes).Prepend(type));

    static MessageDescriptor ByPath(int[] path) => path.Skip(1).Aggregate(
        SampleReflection.Descriptor.MessageTypes[path[0]], (type, index) => type.NestedTypes[index]);
}
