namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeCluster request (API key 60), versions 0 to 1.</summary>
internal sealed class DescribeClusterRequest : IMessage
{
    public bool IncludeClusterAuthorizedOperations;
    public sbyte EndpointType = 1;

    public void Walk(FieldCodec f)
    {
        f.Bool(ref IncludeClusterAuthorizedOperations);
        f.Int8(ref EndpointType, since: 1);
        f.Tags();
    }
}
