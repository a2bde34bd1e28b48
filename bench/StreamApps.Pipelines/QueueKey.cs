using System.Buffers.Binary;
using System.Text;

namespace StreamApps.Pipelines;

/// <summary>
/// The key of a waiting line of p8: SKU, a zero, the rank. Lines of a SKU stand in the order of their ranks.
/// </summary>
sealed class QueueKey
{
    const int RankSize = sizeof(long);
    byte[] _bytes = new byte[64];
    int _prefix;

    /// <summary>The SKU whose lines the keys are of from here on.</summary>
    public void Begin(string sku)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(sku.Length) + 1 + RankSize;
        if (needed > _bytes.Length)
            _bytes = new byte[needed];
        _prefix = Encoding.UTF8.GetBytes(sku, _bytes);
        _bytes[_prefix++] = 0;
    }

    /// <summary>The key of a rank; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(long rank)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_prefix), rank);
        return _bytes.AsSpan(0, _prefix + RankSize);
    }

    /// <summary>The rank in a key.</summary>
    public static long Rank(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt64BigEndian(key[^RankSize..]);
}
