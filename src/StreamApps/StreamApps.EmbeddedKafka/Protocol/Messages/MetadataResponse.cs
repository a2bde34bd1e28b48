namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Metadata response (API key 3), versions 0 to 12.</summary>
internal sealed class MetadataResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<MetadataResponseBroker> Brokers = [];
    public string? ClusterId;
    public int ControllerId = -1;
    public List<MetadataResponseTopic> Topics = [];
    public int ClusterAuthorizedOperations = -2147483648;

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 3);
        f.Array(ref Brokers);
        f.NullableString(ref ClusterId, since: 2);
        f.Int32(ref ControllerId, since: 1);
        f.Array(ref Topics);
        f.Int32(ref ClusterAuthorizedOperations, since: 8, until: 10);
        f.Tags();
    }

    internal sealed class MetadataResponseBroker : IMessage
    {
        public int NodeId;
        public string Host = "";
        public int Port;
        public string? Rack;

        public void Walk(FieldCodec f)
        {
            f.Int32(ref NodeId);
            f.String(ref Host);
            f.Int32(ref Port);
            f.NullableString(ref Rack, since: 1);
            f.Tags();
        }
    }

    internal sealed class MetadataResponseTopic : IMessage
    {
        public ErrorCode ErrorCode;
        public string? Name;
        public Guid TopicId;
        public bool IsInternal;
        public List<MetadataResponsePartition> Partitions = [];
        public int TopicAuthorizedOperations = -2147483648;

        public void Walk(FieldCodec f)
        {
            f.Error(ref ErrorCode);
            f.NullableString(ref Name, nullableSince: 12);
            f.Uuid(ref TopicId, since: 10);
            f.Bool(ref IsInternal, since: 1);
            f.Array(ref Partitions);
            f.Int32(ref TopicAuthorizedOperations, since: 8);
            f.Tags();
        }

        internal sealed class MetadataResponsePartition : IMessage
        {
            public ErrorCode ErrorCode;
            public int PartitionIndex;
            public int LeaderId;
            public int LeaderEpoch = -1;
            public List<int> ReplicaNodes = [];
            public List<int> IsrNodes = [];
            public List<int> OfflineReplicas = [];

            public void Walk(FieldCodec f)
            {
                f.Error(ref ErrorCode);
                f.Int32(ref PartitionIndex);
                f.Int32(ref LeaderId);
                f.Int32(ref LeaderEpoch, since: 7);
                f.Int32Array(ref ReplicaNodes);
                f.Int32Array(ref IsrNodes);
                f.Int32Array(ref OfflineReplicas, since: 5);
                f.Tags();
            }
        }
    }
}
