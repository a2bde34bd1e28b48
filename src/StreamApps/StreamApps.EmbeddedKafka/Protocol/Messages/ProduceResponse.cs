namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Produce response (API key 0), versions 3 to 12.</summary>
internal sealed class ProduceResponse : IMessage
{
    public List<TopicProduceResponse> Responses = [];
    public int ThrottleTimeMs;

    public void Walk(FieldCodec f)
    {
        f.Array(ref Responses);
        f.Int32(ref ThrottleTimeMs);
        f.Tags();
    }

    internal sealed class TopicProduceResponse : IMessage
    {
        public string Name = "";
        public List<PartitionProduceResponse> PartitionResponses = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref PartitionResponses);
            f.Tags();
        }

        internal sealed class PartitionProduceResponse : IMessage
        {
            public int Index;
            public ErrorCode ErrorCode;
            public long BaseOffset;
            public long LogAppendTimeMs = -1;
            public long LogStartOffset = -1;
            public List<BatchIndexAndErrorMessage> RecordErrors = [];
            public string? ErrorMessage;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref Index);
                f.Error(ref ErrorCode);
                f.Int64(ref BaseOffset);
                f.Int64(ref LogAppendTimeMs);
                f.Int64(ref LogStartOffset, since: 5);
                f.Array(ref RecordErrors, since: 8);
                f.NullableString(ref ErrorMessage, since: 8);
                f.Tags();
            }

            internal sealed class BatchIndexAndErrorMessage : IMessage
            {
                public int BatchIndex;
                public string? BatchIndexErrorMessage;

                public void Walk(FieldCodec f)
                {
                    f.Int32(ref BatchIndex);
                    f.NullableString(ref BatchIndexErrorMessage);
                    f.Tags();
                }
            }
        }
    }
}
