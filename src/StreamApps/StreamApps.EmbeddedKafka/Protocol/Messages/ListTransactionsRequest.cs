namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>ListTransactions request (API key 66), versions 0 to 1.</summary>
internal sealed class ListTransactionsRequest : IMessage
{
    public List<string> StateFilters = [];
    public List<long> ProducerIdFilters = [];
    public long DurationFilter = -1;

    public void Walk(FieldCodec f)
    {
        f.StringArray(ref StateFilters);
        f.Int64Array(ref ProducerIdFilters);
        f.Int64(ref DurationFilter, since: 1);
        f.Tags();
    }
}
