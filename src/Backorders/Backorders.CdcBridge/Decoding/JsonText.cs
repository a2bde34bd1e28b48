using System.Text;
using System.Text.Json;

namespace Backorders.CdcBridge.Decoding;

/// <summary>Texts of a JSON reader.</summary>
static class JsonText
{
    /// <summary>How deep a message may nest: Debezium's own messages need fewer than ten levels.</summary>
    public const int MaxDepth = 48;

    /// <summary>A reader over a whole document.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> json) =>
        new(json, new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Disallow });

    /// <summary>The string that the reader stands on.</summary>
    /// <exception cref="DecodeException">It has half of a surrogate pair.</exception>
    public static string Of(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new DecodeException(
                DecodeReason.InvalidUtf8, $"the string at byte {reader.TokenStartIndex} is no Unicode text");
        }
    }

    /// <summary>The digits of the number that the reader stands on, as they were sent.</summary>
    public static string OfNumber(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>Moves to the first token; <see cref="DecodeException"/> when there is none.</summary>
    public static void Begin(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw new DecodeException(DecodeReason.MalformedJson, "the document is empty");
    }

    /// <summary>Requires that nothing follows.</summary>
    public static void End(ref Utf8JsonReader reader)
    {
        // Anything but white space makes the reader throw.
        if (reader.Read())
            throw new DecodeException(
                DecodeReason.MalformedJson, $"a second value begins at byte {reader.TokenStartIndex}");
    }
}
