namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DeleteRecords response (API key 21), versions 0 to 2.</summary>
internal sealed class DeleteRecordsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DeleteRecordsTopicResult> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class DeleteRecordsTopicResult : IMessage
    {
        public string Name = "";
        public List<DeleteRecordsPartitionResult> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class DeleteRecordsPartitionResult : IMessage
        {
            public int PartitionIndex;
            public long LowWatermark;
            public ErrorCode ErrorCode;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Int64(ref LowWatermark);
                f.Error(ref ErrorCode);
                f.Tags();
            }
        }
    }
}
