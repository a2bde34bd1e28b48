namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeTransactions request (API key 65), versions 0 to 0.</summary>
internal sealed class DescribeTransactionsRequest : IMessage
{
    public List<string> TransactionalIds = [];

    public void Walk(FieldCodec f)
    {
        f.StringArray(ref TransactionalIds);
        f.Tags();
    }
}
