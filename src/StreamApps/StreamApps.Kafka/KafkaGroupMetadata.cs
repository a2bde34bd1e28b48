using System.Buffers.Binary;
using System.Reflection;
using Confluent.Kafka;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>
/// The client's group metadata with the two facts that the client hides: the generation and the member id. A broker
/// accepts a commit without them unchecked, which would let a worker that lost its partitions overwrite the offsets
/// of their new owner.
/// </summary>
sealed class KafkaGroupMetadata : IGroupMetadata
{
    // librdkafka writes "CGMDv2:", the generation as a native int32, then group, member and instance id, each with
    // a NUL (rd_kafka_consumer_group_metadata_write).
    static readonly byte[] Prefix = "CGMDv2:"u8.ToArray();

    public KafkaGroupMetadata(IConsumerGroupMetadata native)
    {
        Serialized = Bytes(native);
        (Generation, MemberId) = Parse(Serialized);
    }

    /// <summary>As librdkafka reads them.</summary>
    public byte[] Serialized { get; }

    public int Generation { get; }

    public string MemberId { get; }

    public bool IsMember => Generation >= 0 && MemberId.Length > 0;

    internal static (int Generation, string MemberId) Parse(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Prefix) || bytes.Length < Prefix.Length + sizeof(int))
            throw new LogTransportException(LogErrorKind.Fatal, "this librdkafka's group metadata has an unknown form");
        var generation = BinaryPrimitives.ReadInt32LittleEndian(bytes[Prefix.Length..]);
        var names = bytes[(Prefix.Length + sizeof(int))..];
        var member = names[(names.IndexOf((byte)0) + 1)..];
        return (generation, System.Text.Encoding.UTF8.GetString(member[..member.IndexOf((byte)0)]));
    }

    static byte[] Bytes(IConsumerGroupMetadata native)
    {
        var field = native.GetType().GetField("serializedMetadata", BindingFlags.Instance | BindingFlags.NonPublic);
        return field?.GetValue(native) as byte[]
            ?? throw new LogTransportException(
                LogErrorKind.Fatal, "this Confluent.Kafka hides its group metadata elsewhere");
    }
}
