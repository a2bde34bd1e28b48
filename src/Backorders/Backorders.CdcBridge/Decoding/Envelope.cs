using System.Text.Json;

namespace Backorders.CdcBridge.Decoding;

/// <summary>
/// The members of a message's payload, found in one pass and in any order; rows are kept as they are.
/// </summary>
ref struct Envelope
{
    /// <summary>The row before; empty when it is absent or null.</summary>
    public ReadOnlySpan<byte> Before { get; private set; }

    /// <summary>The row after; empty when it is absent or null.</summary>
    public ReadOnlySpan<byte> After { get; private set; }

    public SourceBlock? Source { get; private set; }

    public string? Operation { get; private set; }

    /// <summary>The id of the transaction block.</summary>
    public string? TransactionId { get; private set; }

    /// <summary>Whether it is a beginning or end of a transaction: BEGIN or END.</summary>
    public string? Status { get; private set; }

    /// <summary>The transaction's own id, of a beginning or an end.</summary>
    public string? Id { get; private set; }

    public ReadOnlySpan<byte> DataCollections { get; private set; }

    public string? Statement { get; private set; }

    public ReadOnlySpan<byte> TableChanges { get; private set; }

    /// <summary>How many members there are, and how many of them are times of the message.</summary>
    public int Members { get; private set; }

    public int Times { get; private set; }

    /// <summary>Reads a payload.</summary>
    /// <exception cref="DecodeException">It is no object, or a member is of a type that it never has.</exception>
    public static Envelope Read(ReadOnlySpan<byte> payload)
    {
        var reader = JsonText.Reader(payload);
        JsonText.Begin(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new DecodeException(DecodeReason.UnknownShape, "the message is no object");
        var envelope = new Envelope();
        var names = new NameSet(stackalloc ulong[NameSet.Inline]);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.TryAdd(NameSet.Hash(ref reader)))
                throw NameSet.Duplicate(ref reader, "the message");
            envelope.Members++;
            envelope.ReadMember(ref reader, payload);
        }
        JsonText.End(ref reader);
        return envelope;
    }

    void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        if (reader.ValueTextEquals("before"u8))
            Before = Slice(ref reader, payload);
        else if (reader.ValueTextEquals("after"u8))
            After = Slice(ref reader, payload);
        else if (reader.ValueTextEquals("source"u8))
            ReadSource(ref reader);
        else if (reader.ValueTextEquals("op"u8))
            Operation = Text(ref reader);
        else if (reader.ValueTextEquals("transaction"u8))
            ReadTransaction(ref reader);
        else if (reader.ValueTextEquals("status"u8))
            Status = Text(ref reader);
        else if (reader.ValueTextEquals("id"u8))
            Id = Text(ref reader);
        else if (reader.ValueTextEquals("data_collections"u8))
            DataCollections = Slice(ref reader, payload);
        else if (reader.ValueTextEquals("ddl"u8))
            Statement = Text(ref reader);
        else if (reader.ValueTextEquals("tableChanges"u8))
            TableChanges = Slice(ref reader, payload);
        else
            Skip(ref reader);
    }

    void Skip(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("ts_ms"u8) || reader.ValueTextEquals("ts_us"u8) || reader.ValueTextEquals("ts_ns"u8))
            Times++;
        reader.Read();
        reader.Skip();
    }

    void ReadSource(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            Source = SourceBlockReader.Read(ref reader);
        else
            reader.Skip();
    }

    void ReadTransaction(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        var depth = reader.CurrentDepth;
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth))
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth + 1
                && reader.ValueTextEquals("id"u8))
                TransactionId = Text(ref reader);
        }
    }

    // The reader stands on the name: moves to the value and over it.
    static ReadOnlySpan<byte> Slice(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return default;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return payload[start..(int)reader.BytesConsumed];
    }

    static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return JsonText.Of(ref reader);
        reader.Skip();
        return null;
    }
}
