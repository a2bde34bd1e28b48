using System.Security.Cryptography;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>
/// Tells the versions of a row apart: the first half of the SHA-256 of its value. An answer that was given to another
/// version than the present one is out of date, and another answer is on its way.
/// </summary>
internal sealed class RowVersion<TValue>(ISerde<TValue> serde)
{
    const int Size = 16;

    readonly ScratchBuffer _bytes = new();
    readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];

    /// <summary>The version of a value; the span is valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(TValue value)
    {
        _bytes.Clear();
        serde.Serialize(value, _bytes);
        SHA256.HashData(_bytes.Span, _hash);
        return _hash.AsSpan(0, Size);
    }
}
