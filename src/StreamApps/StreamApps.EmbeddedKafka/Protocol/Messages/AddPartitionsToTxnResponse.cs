namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>AddPartitionsToTxn response (API key 24), versions 0 to 3.</summary>
internal sealed class AddPartitionsToTxnResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<AddPartitionsToTxnTopicResult> ResultsByTopicV3AndBelow = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref ResultsByTopicV3AndBelow);
        f.Tags();
    }

    internal sealed class AddPartitionsToTxnTopicResult : IMessage
    {
        public string Name = "";
        public List<AddPartitionsToTxnPartitionResult> ResultsByPartition = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref ResultsByPartition);
            f.Tags();
        }

        internal sealed class AddPartitionsToTxnPartitionResult : IMessage
        {
            public int PartitionIndex;
            public ErrorCode PartitionErrorCode;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Error(ref PartitionErrorCode);
                f.Tags();
            }
        }
    }
}
