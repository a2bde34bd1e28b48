namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Fetch response (API key 1), versions 4 to 17.</summary>
internal sealed class FetchResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public int SessionId;
    public List<FetchableTopicResponse> Responses = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Error(ref ErrorCode, since: 7);
        f.Int32(ref SessionId, since: 7);
        f.Array(ref Responses);
        f.Tags();
    }

    internal sealed class FetchableTopicResponse : IMessage
    {
        public string Topic = "";
        public Guid TopicId;
        public List<PartitionData> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Topic, until: 12);
            f.Uuid(ref TopicId, since: 13);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class PartitionData : IMessage
        {
            public int PartitionIndex;
            public ErrorCode ErrorCode;
            public long HighWatermark;
            public long LastStableOffset = -1;
            public long LogStartOffset = -1;
            public List<AbortedTransaction>? AbortedTransactions;
            public int PreferredReadReplica = -1;
            public RecordSet Records;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Error(ref ErrorCode);
                f.Int64(ref HighWatermark);
                f.Int64(ref LastStableOffset);
                f.Int64(ref LogStartOffset, since: 5);
                f.NullableArray(ref AbortedTransactions);
                f.Int32(ref PreferredReadReplica, since: 11);
                f.Records(ref Records);
                f.Tags();
            }

            internal sealed class AbortedTransaction : IMessage
            {
                public long ProducerId;
                public long FirstOffset;

                public void Walk(FieldCodec f)
                {
                    f.Int64(ref ProducerId);
                    f.Int64(ref FirstOffset);
                    f.Tags();
                }
            }
        }
    }
}
