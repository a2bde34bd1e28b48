namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>AddOffsetsToTxn request (API key 25), versions 0 to 4.</summary>
internal sealed class AddOffsetsToTxnRequest : IMessage
{
    public string TransactionalId = "";
    public long ProducerId;
    public short ProducerEpoch;
    public string GroupId = "";

    public void Walk(FieldCodec f)
    {
        f.String(ref TransactionalId);
        f.Int64(ref ProducerId);
        f.Int16(ref ProducerEpoch);
        f.String(ref GroupId);
        f.Tags();
    }
}
