namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Produce request (API key 0), versions 3 to 12.</summary>
internal sealed class ProduceRequest : IMessage
{
    public string? TransactionalId;
    public short Acks;
    public int TimeoutMs;
    public List<TopicProduceData> TopicData = [];

    public void Walk(FieldCodec f)
    {
        f.NullableString(ref TransactionalId);
        f.Int16(ref Acks);
        f.Int32(ref TimeoutMs);
        f.Array(ref TopicData);
        f.Tags();
    }

    internal sealed class TopicProduceData : IMessage
    {
        public string Name = "";
        public List<PartitionProduceData> PartitionData = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref PartitionData);
            f.Tags();
        }

        internal sealed class PartitionProduceData : IMessage
        {
            public int Index;
            public RecordSet Records;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref Index);
                f.Records(ref Records);
                f.Tags();
            }
        }
    }
}
