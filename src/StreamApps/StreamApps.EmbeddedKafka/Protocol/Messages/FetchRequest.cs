namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Fetch request (API key 1), versions 4 to 17.</summary>
internal sealed class FetchRequest : IMessage
{
    public int ReplicaId = -1;
    public int MaxWaitMs;
    public int MinBytes;
    public int MaxBytes = 0x7fffffff;
    public sbyte IsolationLevel;
    public int SessionId;
    public int SessionEpoch = -1;
    public List<FetchTopic> Topics = [];
    public List<ForgottenTopic> ForgottenTopicsData = [];
    public string RackId = "";

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ReplicaId, until: 14);
        f.Int32(ref MaxWaitMs);
        f.Int32(ref MinBytes);
        f.Int32(ref MaxBytes);
        f.Int8(ref IsolationLevel);
        f.Int32(ref SessionId, since: 7);
        f.Int32(ref SessionEpoch, since: 7);
        f.Array(ref Topics);
        f.Array(ref ForgottenTopicsData, since: 7);
        f.String(ref RackId, since: 11);
        f.Tags();
    }

    internal sealed class FetchTopic : IMessage
    {
        public string Topic = "";
        public Guid TopicId;
        public List<FetchPartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Topic, until: 12);
            f.Uuid(ref TopicId, since: 13);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class FetchPartition : IMessage
        {
            public int Partition;
            public int CurrentLeaderEpoch = -1;
            public long FetchOffset;
            public int LastFetchedEpoch = -1;
            public long LogStartOffset = -1;
            public int PartitionMaxBytes;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref Partition);
                f.Int32(ref CurrentLeaderEpoch, since: 9);
                f.Int64(ref FetchOffset);
                f.Int32(ref LastFetchedEpoch, since: 12);
                f.Int64(ref LogStartOffset, since: 5);
                f.Int32(ref PartitionMaxBytes);
                f.Tags();
            }
        }
    }

    internal sealed class ForgottenTopic : IMessage
    {
        public string Topic = "";
        public Guid TopicId;
        public List<int> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Topic, until: 12);
            f.Uuid(ref TopicId, since: 13);
            f.Int32Array(ref Partitions);
            f.Tags();
        }
    }
}
