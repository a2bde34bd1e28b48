namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>EndTxn response (API key 26), versions 0 to 5.</summary>
internal sealed class EndTxnResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public long ProducerId = -1;
    public short ProducerEpoch = -1;

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Error(ref ErrorCode);
        f.Int64(ref ProducerId, since: 5);
        f.Int16(ref ProducerEpoch, since: 5);
        f.Tags();
    }
}
