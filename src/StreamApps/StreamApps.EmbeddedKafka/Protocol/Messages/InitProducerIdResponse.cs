namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>InitProducerId response (API key 22), versions 0 to 5.</summary>
internal sealed class InitProducerIdResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public long ProducerId = -1;
    public short ProducerEpoch;

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Error(ref ErrorCode);
        f.Int64(ref ProducerId);
        f.Int16(ref ProducerEpoch);
        f.Tags();
    }
}
