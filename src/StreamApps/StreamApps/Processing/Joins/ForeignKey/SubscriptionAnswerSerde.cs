using System.Buffers;

namespace StreamApps.Processing;

/// <summary>
/// An answer as bytes: format (1), whether there is a right row (1), length of the version (1), version, the row's
/// value.
/// </summary>
internal sealed class SubscriptionAnswerSerde : ISerde<SubscriptionAnswer>
{
    const byte Format = 1;
    const int HeaderSize = 3;

    public void Serialize(SubscriptionAnswer value, IBufferWriter<byte> output)
    {
        var header = output.GetSpan(HeaderSize);
        header[0] = Format;
        header[1] = value.RightValue is null ? (byte)0 : (byte)1;
        header[2] = checked((byte)value.Version.Length);
        output.Advance(HeaderSize);
        output.Write(value.Version);
        output.Write(value.RightValue);
    }

    public SubscriptionAnswer Deserialize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || bytes.Length < HeaderSize + bytes[2])
            throw new SerdeException($"an answer to a subscription of {bytes.Length} bytes ends too early");
        if (bytes[0] != Format)
        {
            throw new SerdeException(
                $"the answer to a subscription has format {bytes[0]}, this version reads {Format}: " +
                "start a newer version");
        }
        var rest = bytes[HeaderSize..];
        return new(rest[..bytes[2]].ToArray(), bytes[1] == 0 ? null : rest[bytes[2]..].ToArray(), LeftPartition: -1);
    }
}
