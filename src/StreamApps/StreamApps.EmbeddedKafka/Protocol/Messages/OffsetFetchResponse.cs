namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>OffsetFetch response (API key 9), versions 1 to 9.</summary>
internal sealed class OffsetFetchResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<OffsetFetchResponseTopic> Topics = [];
    public ErrorCode ErrorCode;
    public List<OffsetFetchResponseGroup> Groups = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 3);
        f.Array(ref Topics, until: 7);
        f.Error(ref ErrorCode, since: 2, until: 7);
        f.Array(ref Groups, since: 8);
        f.Tags();
    }

    internal sealed class OffsetFetchResponseTopic : IMessage
    {
        public string Name = "";
        public List<OffsetFetchResponsePartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class OffsetFetchResponsePartition : IMessage
        {
            public int PartitionIndex;
            public long CommittedOffset;
            public int CommittedLeaderEpoch = -1;
            public string? Metadata;
            public ErrorCode ErrorCode;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Int64(ref CommittedOffset);
                f.Int32(ref CommittedLeaderEpoch, since: 5);
                f.NullableString(ref Metadata);
                f.Error(ref ErrorCode);
                f.Tags();
            }
        }
    }

    internal sealed class OffsetFetchResponseGroup : IMessage
    {
        public string GroupId = "";
        public List<OffsetFetchResponseTopics> Topics = [];
        public ErrorCode ErrorCode;

        public void Walk(FieldCodec f)
        {
            f.String(ref GroupId);
            f.Array(ref Topics);
            f.Error(ref ErrorCode);
            f.Tags();
        }

        internal sealed class OffsetFetchResponseTopics : IMessage
        {
            public string Name = "";
            public List<OffsetFetchResponsePartitions> Partitions = [];

            public void Walk(FieldCodec f)
            {
                f.String(ref Name);
                f.Array(ref Partitions);
                f.Tags();
            }

            internal sealed class OffsetFetchResponsePartitions : IMessage
            {
                public int PartitionIndex;
                public long CommittedOffset;
                public int CommittedLeaderEpoch = -1;
                public string? Metadata;
                public ErrorCode ErrorCode;

                public void Walk(FieldCodec f)
                {
                    f.Int32(ref PartitionIndex);
                    f.Int64(ref CommittedOffset);
                    f.Int32(ref CommittedLeaderEpoch);
                    f.NullableString(ref Metadata);
                    f.Error(ref ErrorCode);
                    f.Tags();
                }
            }
        }
    }
}
