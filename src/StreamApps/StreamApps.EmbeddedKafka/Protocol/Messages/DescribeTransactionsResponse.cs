namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeTransactions response (API key 65), versions 0 to 0.</summary>
internal sealed class DescribeTransactionsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<TransactionDescription> TransactionStates = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref TransactionStates);
        f.Tags();
    }

    internal sealed class TransactionDescription : IMessage
    {
        public ErrorCode ErrorCode;
        public string TransactionalId = "";
        public string TransactionState = "";
        public int TransactionTimeoutMs;
        public long TransactionStartTimeMs;
        public long ProducerId;
        public short ProducerEpoch;
        public List<TopicData> Topics = [];

        public void Walk(FieldCodec f)
        {
            f.Error(ref ErrorCode);
            f.String(ref TransactionalId);
            f.String(ref TransactionState);
            f.Int32(ref TransactionTimeoutMs);
            f.Int64(ref TransactionStartTimeMs);
            f.Int64(ref ProducerId);
            f.Int16(ref ProducerEpoch);
            f.Array(ref Topics);
            f.Tags();
        }

        internal sealed class TopicData : IMessage
        {
            public string Topic = "";
            public List<int> Partitions = [];

            public void Walk(FieldCodec f)
            {
                f.String(ref Topic);
                f.Int32Array(ref Partitions);
                f.Tags();
            }
        }
    }
}
