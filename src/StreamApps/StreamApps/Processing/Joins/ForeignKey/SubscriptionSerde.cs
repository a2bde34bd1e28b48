using System.Buffers;
using System.Buffers.Binary;

namespace StreamApps.Processing;

/// <summary>
/// A subscription as bytes: format (1), kind (1), left partition (4), length of the version (1), version, left key.
/// The format comes first, so that a worker of an older version says what it cannot read, and a newer one can tell.
/// </summary>
internal sealed class SubscriptionSerde : ISerde<Subscription>
{
    const byte Format = 1;
    const int HeaderSize = 2 + sizeof(int) + 1;

    public void Serialize(Subscription value, IBufferWriter<byte> output)
    {
        var header = output.GetSpan(HeaderSize);
        header[0] = Format;
        header[1] = (byte)value.Kind;
        BinaryPrimitives.WriteInt32BigEndian(header[2..], value.LeftPartition);
        header[6] = checked((byte)value.Version.Length);
        output.Advance(HeaderSize);
        output.Write(value.Version);
        output.Write(value.LeftKey);
    }

    public Subscription Deserialize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || bytes.Length < HeaderSize + bytes[6])
            throw new SerdeException($"a subscription of {bytes.Length} bytes ends too early");
        if (bytes[0] != Format)
        {
            throw new SerdeException(
                $"the subscription has format {bytes[0]}, this version reads {Format}: start a newer version");
        }
        var kind = (SubscriptionKind)bytes[1];
        if (kind is < SubscriptionKind.AnswerRow or > SubscriptionKind.EndWithAnswer)
            throw new SerdeException($"the subscription asks {bytes[1]}, which is nothing that this version knows");
        var rest = bytes[HeaderSize..];
        return new(
            kind,
            rest[..bytes[6]].ToArray(),
            rest[bytes[6]..].ToArray(),
            BinaryPrimitives.ReadInt32BigEndian(bytes[2..]));
    }
}
