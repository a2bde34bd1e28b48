namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DeleteRecords request (API key 21), versions 0 to 2.</summary>
internal sealed class DeleteRecordsRequest : IMessage
{
    public List<DeleteRecordsTopic> Topics = [];
    public int TimeoutMs;

    public void Walk(FieldCodec f)
    {
        f.Array(ref Topics);
        f.Int32(ref TimeoutMs);
        f.Tags();
    }

    internal sealed class DeleteRecordsTopic : IMessage
    {
        public string Name = "";
        public List<DeleteRecordsPartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class DeleteRecordsPartition : IMessage
        {
            public int PartitionIndex;
            public long Offset;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Int64(ref Offset);
                f.Tags();
            }
        }
    }
}
