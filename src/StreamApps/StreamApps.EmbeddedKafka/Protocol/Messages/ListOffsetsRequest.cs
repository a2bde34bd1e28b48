namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>ListOffsets request (API key 2), versions 1 to 10.</summary>
internal sealed class ListOffsetsRequest : IMessage
{
    public int ReplicaId;
    public sbyte IsolationLevel;
    public List<ListOffsetsTopic> Topics = [];
    public int TimeoutMs;

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ReplicaId);
        f.Int8(ref IsolationLevel, since: 2);
        f.Array(ref Topics);
        f.Int32(ref TimeoutMs, since: 10);
        f.Tags();
    }

    internal sealed class ListOffsetsTopic : IMessage
    {
        public string Name = "";
        public List<ListOffsetsPartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class ListOffsetsPartition : IMessage
        {
            public int PartitionIndex;
            public int CurrentLeaderEpoch = -1;
            public long Timestamp;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Int32(ref CurrentLeaderEpoch, since: 4);
                f.Int64(ref Timestamp);
                f.Tags();
            }
        }
    }
}
