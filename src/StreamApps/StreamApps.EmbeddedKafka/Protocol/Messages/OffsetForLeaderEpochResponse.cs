namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>OffsetForLeaderEpoch response (API key 23), versions 2 to 4.</summary>
internal sealed class OffsetForLeaderEpochResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<OffsetForLeaderTopicResult> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class OffsetForLeaderTopicResult : IMessage
    {
        public string Topic = "";
        public List<EpochEndOffset> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Topic);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class EpochEndOffset : IMessage
        {
            public ErrorCode ErrorCode;
            public int Partition;
            public int LeaderEpoch = -1;
            public long EndOffset = -1;

            public void Walk(FieldCodec f)
            {
                f.Error(ref ErrorCode);
                f.Int32(ref Partition);
                f.Int32(ref LeaderEpoch);
                f.Int64(ref EndOffset);
                f.Tags();
            }
        }
    }
}
