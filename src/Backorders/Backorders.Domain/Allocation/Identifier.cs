using System.Text;

namespace Backorders.Domain.Allocation;

/// <summary>
/// What counts as an identifier: well-formed Unicode of 1 to 128 UTF-8 bytes without U+0000 to U+001F and U+007F.
/// Nothing is trimmed or case-folded.
/// </summary>
public static class Identifier
{
    /// <summary>The longest identifier, in UTF-8 bytes.</summary>
    public const int MaxBytes = 128;

    /// <summary>Whether the text is an identifier; null is none.</summary>
    public static bool IsValid(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxBytes)
            return false;
        return !text.AsSpan().ContainsAnyExceptInRange(' ', '~') || IsValidBeyondAscii(text);
    }

    static bool IsValidBeyondAscii(string text)
    {
        var bytes = 0;
        foreach (var unit in text)
        {
            if (unit < ' ' || unit == '\u007F')
                return false;
        }
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var consumed) != System.Buffers.OperationStatus.Done)
                return false;
            bytes += rune.Utf8SequenceLength;
            rest = rest[consumed..];
        }
        return bytes <= MaxBytes;
    }
}
