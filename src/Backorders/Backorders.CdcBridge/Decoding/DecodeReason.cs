namespace Backorders.CdcBridge.Decoding;

/// <summary>Why a record cannot be read: the reason of its dead letter.</summary>
static class DecodeReason
{
    /// <summary>The value is larger than the limit.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The bytes are no UTF-8.</summary>
    public const string InvalidUtf8 = "invalid_utf8";

    /// <summary>The bytes are no JSON document: cut off, NaN, nested too deeply.</summary>
    public const string MalformedJson = "malformed_json";

    /// <summary>An object has a member twice.</summary>
    public const string DuplicateMember = "duplicate_member";

    /// <summary>Avro or Protobuf of a schema registry: only JSON is read.</summary>
    public const string UnsupportedFormat = "unsupported_format";

    /// <summary>None of the known shapes.</summary>
    public const string UnknownShape = "unknown_shape";

    /// <summary>An operation that is none of c, u, d, r, t, m.</summary>
    public const string UnknownOperation = "unknown_operation";

    /// <summary>The source block is missing, or one of its members.</summary>
    public const string InvalidSource = "invalid_source";

    /// <summary>The message does not say where in the source's log its change stands.</summary>
    public const string NoPosition = "no_position";

    /// <summary>A change without the row after it.</summary>
    public const string MissingAfter = "missing_after";

    /// <summary>The record has no key, or the key lacks a column.</summary>
    public const string MissingKey = "missing_key";

    /// <summary>The key is no JSON object of plain values.</summary>
    public const string InvalidKey = "invalid_key";

    /// <summary>The row disagrees with its key.</summary>
    public const string KeyMismatch = "key_mismatch";

    /// <summary>A schema that contradicts itself or the value.</summary>
    public const string InvalidSchema = "invalid_schema";

    /// <summary>A value that its schema does not allow.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>An outbox message without id, or whose payload is no object.</summary>
    public const string InvalidOutbox = "invalid_outbox";
}
