namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeProducers request (API key 61), versions 0 to 0.</summary>
internal sealed class DescribeProducersRequest : IMessage
{
    public List<TopicRequest> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class TopicRequest : IMessage
    {
        public string Name = "";
        public List<int> PartitionIndexes = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Int32Array(ref PartitionIndexes);
            f.Tags();
        }
    }
}
