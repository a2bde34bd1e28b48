namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>ListTransactions response (API key 66), versions 0 to 1.</summary>
internal sealed class ListTransactionsResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public List<string> UnknownStateFilters = [];
    public List<TransactionDescription> TransactionStates = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Error(ref ErrorCode);
        f.StringArray(ref UnknownStateFilters);
        f.Array(ref TransactionStates);
        f.Tags();
    }

    internal sealed class TransactionDescription : IMessage
    {
        public string TransactionalId = "";
        public long ProducerId;
        public string TransactionState = "";

        public void Walk(FieldCodec f)
        {
            f.String(ref TransactionalId);
            f.Int64(ref ProducerId);
            f.String(ref TransactionState);
            f.Tags();
        }
    }
}
