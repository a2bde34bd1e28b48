namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>InitProducerId request (API key 22), versions 0 to 5.</summary>
internal sealed class InitProducerIdRequest : IMessage
{
    public string? TransactionalId;
    public int TransactionTimeoutMs;
    public long ProducerId = -1;
    public short ProducerEpoch = -1;

    public void Walk(FieldCodec f)
    {
        f.NullableString(ref TransactionalId);
        f.Int32(ref TransactionTimeoutMs);
        f.Int64(ref ProducerId, since: 3);
        f.Int16(ref ProducerEpoch, since: 3);
        f.Tags();
    }
}
