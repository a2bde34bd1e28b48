using System.Buffers.Binary;
using System.Text;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>Reads topics out of a consumer's subscription: version, count, names.</summary>
internal static class ConsumerSubscription
{
    /// <summary>
    /// Whether a topic is named; metadata that does not parse names everything, to be on the safe side.
    /// </summary>
    public static bool Contains(ReadOnlySpan<byte> metadata, string topic)
    {
        if (metadata.Length < 6)
            return true;
        var count = BinaryPrimitives.ReadInt32BigEndian(metadata[2..]);
        var rest = metadata[6..];
        for (var i = 0; i < count; i++)
        {
            if (rest.Length < 2)
                return true;
            var length = BinaryPrimitives.ReadInt16BigEndian(rest);
            if (length < 0 || length > rest.Length - 2)
                return true;
            if (Encoding.UTF8.GetString(rest.Slice(2, length)) == topic)
                return true;
            rest = rest[(2 + length)..];
        }
        return false;
    }
}
