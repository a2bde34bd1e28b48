namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>CreateTopics request (API key 19), versions 2 to 7.</summary>
internal sealed class CreateTopicsRequest : IMessage
{
    public List<CreatableTopic> Topics = [];
    public int TimeoutMs = 60000;
    public bool ValidateOnly;

    public void Walk(FieldCodec f)
    {
        f.Array(ref Topics);
        f.Int32(ref TimeoutMs);
        f.Bool(ref ValidateOnly);
        f.Tags();
    }

    internal sealed class CreatableTopic : IMessage
    {
        public string Name = "";
        public int NumPartitions;
        public short ReplicationFactor;
        public List<CreatableReplicaAssignment> Assignments = [];
        public List<CreatableTopicConfig> Configs = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Int32(ref NumPartitions);
            f.Int16(ref ReplicationFactor);
            f.Array(ref Assignments);
            f.Array(ref Configs);
            f.Tags();
        }

        internal sealed class CreatableReplicaAssignment : IMessage
        {
            public int PartitionIndex;
            public List<int> BrokerIds = [];

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Int32Array(ref BrokerIds);
                f.Tags();
            }
        }

        internal sealed class CreatableTopicConfig : IMessage
        {
            public string Name = "";
            public string? Value;

            public void Walk(FieldCodec f)
            {
                f.String(ref Name);
                f.NullableString(ref Value);
                f.Tags();
            }
        }
    }
}
