namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeProducers response (API key 61), versions 0 to 0.</summary>
internal sealed class DescribeProducersResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<TopicResponse> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class TopicResponse : IMessage
    {
        public string Name = "";
        public List<PartitionResponse> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class PartitionResponse : IMessage
        {
            public int PartitionIndex;
            public ErrorCode ErrorCode;
            public string? ErrorMessage;
            public List<ProducerState> ActiveProducers = [];

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Error(ref ErrorCode);
                f.NullableString(ref ErrorMessage);
                f.Array(ref ActiveProducers);
                f.Tags();
            }

            internal sealed class ProducerState : IMessage
            {
                public long ProducerId;
                public int ProducerEpoch;
                public int LastSequence = -1;
                public long LastTimestamp = -1;
                public int CoordinatorEpoch;
                public long CurrentTxnStartOffset = -1;

                public void Walk(FieldCodec f)
                {
                    f.Int64(ref ProducerId);
                    f.Int32(ref ProducerEpoch);
                    f.Int32(ref LastSequence);
                    f.Int64(ref LastTimestamp);
                    f.Int32(ref CoordinatorEpoch);
                    f.Int64(ref CurrentTxnStartOffset);
                    f.Tags();
                }
            }
        }
    }
}
