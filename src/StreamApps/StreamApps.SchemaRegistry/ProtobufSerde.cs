using System.Buffers;
using Google.Protobuf;

namespace StreamApps.SchemaRegistry;

/// <summary>Protobuf messages of one type in the Confluent wire format, under one schema id.</summary>
/// <typeparam name="T">The message type.</typeparam>
public sealed class ProtobufSerde<T> : ISerde<T>
    where T : IMessage<T>, new()
{
    readonly MessageParser<T> _parser = new(static () => new T());
    readonly byte[] _prefix;
    readonly int _schemaId;

    /// <summary>Creates the serde of a topic's values; the subject is <c>TOPIC-value</c>.</summary>
    /// <exception cref="KeyNotFoundException">The subject has no schema id.</exception>
    public ProtobufSerde(string topic, ISchemaIds ids)
    {
        _schemaId = ids.IdOf(topic + "-value");
        _prefix = ConfluentWireFormat.Prefix(_schemaId, new T().Descriptor);
    }

    /// <inheritdoc/>
    public void Serialize(T value, IBufferWriter<byte> output)
    {
        output.Write(_prefix);
        value.WriteTo(output);
    }

    /// <inheritdoc/>
    public T Deserialize(ReadOnlySpan<byte> bytes)
    {
        // The usual prefix needs no decoding.
        if (!bytes.StartsWith(_prefix))
            throw Refused(bytes);
        try
        {
            return _parser.ParseFrom(bytes[_prefix.Length..]);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new SerdeException($"the bytes are no {typeof(T).Name}: {error.Message}", error);
        }
    }

    SerdeException Refused(ReadOnlySpan<byte> bytes)
    {
        ConfluentWireFormat.ReadPrefix(bytes, out var schemaId, out var path);
        return schemaId != _schemaId
            ? new SerdeException($"the value has schema id {schemaId}, this topic's is {_schemaId}")
            : new SerdeException(
                $"the value is of message [{string.Join(',', path)}] of its schema, not of {typeof(T).Name}");
    }
}
