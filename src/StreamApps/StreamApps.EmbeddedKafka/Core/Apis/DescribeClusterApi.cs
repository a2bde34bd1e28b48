using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>DescribeCluster: one broker, which is its own controller.</summary>
internal static class DescribeClusterApi
{
    const sbyte Brokers = 1;

    public static DescribeClusterResponse Handle(BrokerCore core, DescribeClusterRequest request)
    {
        if (request.EndpointType != Brokers)
        {
            return new DescribeClusterResponse
            {
                ErrorCode = ErrorCode.MismatchedEndpointType,
                ErrorMessage = "this endpoint serves brokers",
                EndpointType = request.EndpointType,
            };
        }
        return new DescribeClusterResponse
        {
            ClusterId = core.ClusterId,
            ControllerId = BrokerCore.NodeId,
            Brokers = [new() { BrokerId = BrokerCore.NodeId, Host = core.Options.Host, Port = core.Options.Port }],
        };
    }
}
