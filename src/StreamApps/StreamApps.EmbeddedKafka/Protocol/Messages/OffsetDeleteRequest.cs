namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>OffsetDelete request (API key 47), versions 0 to 0.</summary>
internal sealed class OffsetDeleteRequest : IMessage
{
    public string GroupId = "";
    public List<OffsetDeleteRequestTopic> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.String(ref GroupId);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class OffsetDeleteRequestTopic : IMessage
    {
        public string Name = "";
        public List<OffsetDeleteRequestPartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class OffsetDeleteRequestPartition : IMessage
        {
            public int PartitionIndex;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Tags();
            }
        }
    }
}
