namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeCluster response (API key 60), versions 0 to 1.</summary>
internal sealed class DescribeClusterResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public string? ErrorMessage;
    public sbyte EndpointType = 1;
    public string ClusterId = "";
    public int ControllerId = -1;
    public List<DescribeClusterBroker> Brokers = [];
    public int ClusterAuthorizedOperations = -2147483648;

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Error(ref ErrorCode);
        f.NullableString(ref ErrorMessage);
        f.Int8(ref EndpointType, since: 1);
        f.String(ref ClusterId);
        f.Int32(ref ControllerId);
        f.Array(ref Brokers);
        f.Int32(ref ClusterAuthorizedOperations);
        f.Tags();
    }

    internal sealed class DescribeClusterBroker : IMessage
    {
        public int BrokerId;
        public string Host = "";
        public int Port;
        public string? Rack;

        public void Walk(FieldCodec f)
        {
            f.Int32(ref BrokerId);
            f.String(ref Host);
            f.Int32(ref Port);
            f.NullableString(ref Rack);
            f.Tags();
        }
    }
}
