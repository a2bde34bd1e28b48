namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>OffsetCommit response (API key 8), versions 2 to 9.</summary>
internal sealed class OffsetCommitResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<OffsetCommitResponseTopic> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 3);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class OffsetCommitResponseTopic : IMessage
    {
        public string Name = "";
        public List<OffsetCommitResponsePartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class OffsetCommitResponsePartition : IMessage
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
