using System.Text.Json;
using Backorders.CdcBridge.Mapping;

namespace Backorders.CdcBridge.Decoding;

/// <summary>
/// Takes a message apart into schema and payload. Messages of a table repeat their schema byte by byte, so it is
/// remembered, and as long as it stays the same only the payload is read.
/// </summary>
sealed class MessageSplitter
{
    byte[] _prefix = [];
    RowSchema? _schema;

    /// <summary>The payload of a message; all of it when there is no schema around it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="table">The table whose columns the schema is read for; null to leave the schema unread.</param>
    /// <param name="schema">The schema, or null.</param>
    public ReadOnlySpan<byte> Split(ReadOnlySpan<byte> message, TableMapping? table, out RowSchema? schema)
    {
        schema = null;
        if (_prefix.Length > 0 && message.Length > _prefix.Length && message.StartsWith(_prefix)
            && message[^1] == (byte)'}'
            && IsOneValue(message[_prefix.Length..^1]))
        {
            schema = _schema;
            return message[_prefix.Length..^1];
        }
        // The schema stands first, if there is one: everything else is no wrapper, and is told by its first name.
        return MayBeWrapper(message) ? SplitSlowly(message, table, out schema) : message;
    }

    // What follows the remembered schema must be the payload and nothing else; who reads it finds what is wrong within
    // it.
    static bool IsOneValue(ReadOnlySpan<byte> payload)
    {
        if (payload[0] != (byte)'{')
            return false;
        var reader = JsonText.Reader(payload);
        try
        {
            return reader.Read() && reader.TrySkip() && reader.BytesConsumed == payload.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static bool MayBeWrapper(ReadOnlySpan<byte> message)
    {
        var reader = JsonText.Reader(message);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read()
            && reader.TokenType == JsonTokenType.PropertyName
            && (reader.ValueTextEquals("schema"u8) || reader.ValueTextEquals("payload"u8));
    }

    ReadOnlySpan<byte> SplitSlowly(ReadOnlySpan<byte> message, TableMapping? table, out RowSchema? schema)
    {
        schema = null;
        var reader = JsonText.Reader(message);
        reader.Read();
        Range schemaRange = default;
        Range payloadRange = default;
        var members = 0;
        var found = 0;
        var names = new NameSet(stackalloc ulong[NameSet.Inline]);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.TryAdd(NameSet.Hash(ref reader)))
                throw NameSet.Duplicate(ref reader, "the message");
            members++;
            var isSchema = reader.ValueTextEquals("schema"u8);
            var isPayload = reader.ValueTextEquals("payload"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var range = start..(int)reader.BytesConsumed;
            if (isSchema)
                schemaRange = range;
            else if (isPayload)
                payloadRange = range;
            else
                continue;
            found++;
        }
        JsonText.End(ref reader);
        if (found != 2 || members != 2)
            return message;
        if (table is not null)
        {
            schema = SchemaReader.Read(message[schemaRange], table);
            if (payloadRange.Start.Value > schemaRange.End.Value && payloadRange.End.Value == message.Length - 1)
            {
                _prefix = message[..payloadRange.Start.Value].ToArray();
                _schema = schema;
            }
        }
        return message[payloadRange];
    }
}
