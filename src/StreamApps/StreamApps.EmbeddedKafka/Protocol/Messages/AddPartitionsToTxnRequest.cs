namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>AddPartitionsToTxn request (API key 24), versions 0 to 3.</summary>
internal sealed class AddPartitionsToTxnRequest : IMessage
{
    public string V3AndBelowTransactionalId = "";
    public long V3AndBelowProducerId;
    public short V3AndBelowProducerEpoch;
    public List<AddPartitionsToTxnTopic> V3AndBelowTopics = [];

    public void Walk(FieldCodec f)
    {
        f.String(ref V3AndBelowTransactionalId);
        f.Int64(ref V3AndBelowProducerId);
        f.Int16(ref V3AndBelowProducerEpoch);
        f.Array(ref V3AndBelowTopics);
        f.Tags();
    }

    internal sealed class AddPartitionsToTxnTopic : IMessage
    {
        public string Name = "";
        public List<int> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Int32Array(ref Partitions);
            f.Tags();
        }
    }
}
