using System.Buffers;
using Google.Protobuf;
using StreamApps;

namespace Backorders.Cli.Demo.Feed;

/// <summary>A message that a feed puts into a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Key">The record's key.</param>
/// <param name="Value">The record's value.</param>
/// <param name="OrderId">The order that it places; null for anything else.</param>
/// <param name="Lines">How many order lines it places.</param>
sealed record FeedItem(string Topic, byte[] Key, byte[] Value, string? OrderId, int Lines)
{
    public static FeedItem Of<T>(Topic<string, T> topic, string key, T value, string? orderId = null, int lines = 0)
        where T : IMessage<T>
    {
        var keyBytes = new ArrayBufferWriter<byte>();
        topic.KeySerde.Serialize(key, keyBytes);
        var valueBytes = new ArrayBufferWriter<byte>();
        topic.ValueSerde.Serialize(value, valueBytes);
        return new(topic.Name, keyBytes.WrittenSpan.ToArray(), valueBytes.WrittenSpan.ToArray(), orderId, lines);
    }
}
