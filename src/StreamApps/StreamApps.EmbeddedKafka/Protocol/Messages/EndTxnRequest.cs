namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>EndTxn request (API key 26), versions 0 to 5.</summary>
internal sealed class EndTxnRequest : IMessage
{
    public string TransactionalId = "";
    public long ProducerId;
    public short ProducerEpoch;
    public bool Committed;

    public void Walk(FieldCodec f)
    {
        f.String(ref TransactionalId);
        f.Int64(ref ProducerId);
        f.Int16(ref ProducerEpoch);
        f.Bool(ref Committed);
        f.Tags();
    }
}
