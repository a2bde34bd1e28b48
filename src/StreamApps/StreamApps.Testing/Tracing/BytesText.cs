using System.Text;

namespace StreamApps.Testing;

/// <summary>Bytes for people: printable ASCII as it is, anything else in hexadecimal, long ones cut.</summary>
internal static class BytesText
{
    const int MaxBytes = 64;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var shown = bytes[..Math.Min(bytes.Length, MaxBytes)];
        var text = IsPrintable(shown) ? Encoding.ASCII.GetString(shown) : $"0x{Convert.ToHexStringLower(shown)}";
        return shown.Length < bytes.Length ? $"{text}… ({bytes.Length} bytes)" : text;
    }

    static bool IsPrintable(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~');
}
