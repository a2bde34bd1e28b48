namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>TxnOffsetCommit response (API key 28), versions 0 to 5.</summary>
internal sealed class TxnOffsetCommitResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<TxnOffsetCommitResponseTopic> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class TxnOffsetCommitResponseTopic : IMessage
    {
        public string Name = "";
        public List<TxnOffsetCommitResponsePartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class TxnOffsetCommitResponsePartition : IMessage
        {
            public int PartitionIndex;
            public ErrorCode ErrorCode;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Error(ref ErrorCode);
                f.Tags();
            }
        }
    }
}
