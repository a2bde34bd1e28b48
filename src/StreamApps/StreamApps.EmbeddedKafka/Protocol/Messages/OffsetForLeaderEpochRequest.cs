namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>OffsetForLeaderEpoch request (API key 23), versions 2 to 4.</summary>
internal sealed class OffsetForLeaderEpochRequest : IMessage
{
    public int ReplicaId = -2;
    public List<OffsetForLeaderTopic> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ReplicaId, since: 3);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class OffsetForLeaderTopic : IMessage
    {
        public string Topic = "";
        public List<OffsetForLeaderPartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Topic);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class OffsetForLeaderPartition : IMessage
        {
            public int Partition;
            public int CurrentLeaderEpoch = -1;
            public int LeaderEpoch;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref Partition);
                f.Int32(ref CurrentLeaderEpoch);
                f.Int32(ref LeaderEpoch);
                f.Tags();
            }
        }
    }
}
