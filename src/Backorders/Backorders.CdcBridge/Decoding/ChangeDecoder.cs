using System.Text.Json;
using System.Text.Unicode;
using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.Decoding;

/// <summary>
/// Reads records of captured topics, whatever shape they have. It remembers schemas to be quick, and nothing that
/// changes what a record means. Not for use from several threads.
/// </summary>
sealed class ChangeDecoder(BridgeMapping mapping)
{
    const string HeartbeatPrefix = "__debezium-heartbeat";

    readonly Dictionary<string, MessageSplitter> _splitters = new(StringComparer.Ordinal);
    readonly EnvelopeDecoder _envelopes = new(mapping);
    readonly FlattenedDecoder _flattened = new(mapping);

    /// <summary>Reads a record.</summary>
    /// <exception cref="DecodeException">It cannot be read.</exception>
    public DecodedChange Decode(CapturedRecord record)
    {
        var table = mapping.OfTopic(record.Topic);
        if (table is null && !IsKnown(record.Topic))
            return Unmapped(record);
        if (table is { Shape: TableShape.Outbox })
            return OutboxDecoder.Decode(record, table, mapping);
        if (record.Value is not { } value)
            return new DecodedChange(record, ChangeKind.Tombstone) { Table = table };
        Require(value);
        try
        {
            return Decode(record, table, value);
        }
        catch (JsonException error)
        {
            throw new DecodeException(DecodeReason.MalformedJson, $"the value is no JSON: {error.Message}");
        }
    }

    DecodedChange Decode(CapturedRecord record, TableMapping? table, ReadOnlySpan<byte> value)
    {
        if (!_splitters.TryGetValue(record.Topic, out var splitter))
            _splitters.Add(record.Topic, splitter = new MessageSplitter());
        var payload = splitter.Split(value, table, out var schema);
        var envelope = Envelope.Read(payload);
        if (envelope.Operation is not null && envelope.Source is not null)
            return _envelopes.Decode(record, table, envelope, schema);
        if (table is null)
            return Control(record, envelope);
        if (envelope.Operation is not null || !envelope.After.IsEmpty || !envelope.Before.IsEmpty)
            throw new DecodeException(
                DecodeReason.InvalidSource, "the message is an envelope without a source or an op");
        return _flattened.Decode(record, table, payload, schema);
    }

    // A snapshot ends with the last row of its last table, which the mapping need not have.
    DecodedChange Unmapped(CapturedRecord record)
    {
        if (record.Value is { } value && value.Length <= mapping.Limits.MaxValueBytes
            && value.AsSpan().IndexOf("\"last\""u8) >= 0
            && record.Topic.StartsWith(mapping.Source.Name, StringComparison.Ordinal))
        {
            try
            {
                return _envelopes.End(record, Envelope.Read(new MessageSplitter().Split(value, null, out _)));
            }
            catch (Exception error) when (error is JsonException or DecodeException)
            {
                return new DecodedChange(record, ChangeKind.Ignored);
            }
        }
        return new DecodedChange(record, ChangeKind.Ignored);
    }

    DecodedChange Control(CapturedRecord record, Envelope envelope)
    {
        if (envelope.Status is not null && envelope.Id is not null)
            return ControlDecoder.Transaction(record, envelope, mapping);
        if (envelope.Source is not null && !envelope.TableChanges.IsEmpty)
            return ControlDecoder.SchemaChange(record, envelope, mapping);
        if (envelope.Members == envelope.Times)
            return new DecodedChange(record, ChangeKind.Heartbeat);
        throw new DecodeException(
            DecodeReason.UnknownShape, "the message is no transaction, schema change, heartbeat or logical message");
    }

    bool IsKnown(string topic) =>
        string.Equals(topic, mapping.Topics.Transactions, StringComparison.Ordinal)
        || string.Equals(topic, mapping.Topics.SchemaChanges, StringComparison.Ordinal)
        || string.Equals(topic, mapping.Topics.Heartbeats, StringComparison.Ordinal)
        || string.Equals(topic, mapping.Topics.Messages, StringComparison.Ordinal)
        || topic.StartsWith(HeartbeatPrefix, StringComparison.Ordinal);

    void Require(ReadOnlySpan<byte> value)
    {
        if (value.Length > mapping.Limits.MaxValueBytes)
            throw new DecodeException(
                DecodeReason.TooLarge,
                $"the value has {value.Length} bytes, the limit is {mapping.Limits.MaxValueBytes}");
        if (value.Length >= 5 && value[0] == 0)
        {
            throw new DecodeException(
                DecodeReason.UnsupportedFormat,
                "the value is Avro or Protobuf of a schema registry: give the connector the JsonConverter, only "
                + "JSON is read");
        }
        if (!Utf8.IsValid(value))
            throw new DecodeException(DecodeReason.InvalidUtf8, "the value is no UTF-8");
    }
}
