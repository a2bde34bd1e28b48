namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>OffsetDelete response (API key 47), versions 0 to 0.</summary>
internal sealed class OffsetDeleteResponse : IMessage
{
    public ErrorCode ErrorCode;
    public int ThrottleTimeMs;
    public List<OffsetDeleteResponseTopic> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Error(ref ErrorCode);
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class OffsetDeleteResponseTopic : IMessage
    {
        public string Name = "";
        public List<OffsetDeleteResponsePartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class OffsetDeleteResponsePartition : IMessage
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
