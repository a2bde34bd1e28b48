namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>CreatePartitions request (API key 37), versions 0 to 3.</summary>
internal sealed class CreatePartitionsRequest : IMessage
{
    public List<CreatePartitionsTopic> Topics = [];
    public int TimeoutMs;
    public bool ValidateOnly;

    public void Walk(FieldCodec f)
    {
        f.Array(ref Topics);
        f.Int32(ref TimeoutMs);
        f.Bool(ref ValidateOnly);
        f.Tags();
    }

    internal sealed class CreatePartitionsTopic : IMessage
    {
        public string Name = "";
        public int Count;
        public List<CreatePartitionsAssignment>? Assignments;

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Int32(ref Count);
            f.NullableArray(ref Assignments);
            f.Tags();
        }

        internal sealed class CreatePartitionsAssignment : IMessage
        {
            public List<int> BrokerIds = [];

            public void Walk(FieldCodec f)
            {
                f.Int32Array(ref BrokerIds);
                f.Tags();
            }
        }
    }
}
