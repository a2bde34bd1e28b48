using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>FindCoordinator: always this broker.</summary>
internal static class FindCoordinatorApi
{
    const short BatchedSince = 4;
    const sbyte Transaction = 1;

    public static FindCoordinatorResponse Handle(
        BrokerCore core, RequestContext context, FindCoordinatorRequest request)
    {
        var response = new FindCoordinatorResponse();
        if (context.Version < BatchedSince)
        {
            response.ErrorCode = Check(request.KeyType);
            (response.NodeId, response.Host, response.Port) = Node(core, response.ErrorCode);
            return response;
        }
        foreach (var key in request.CoordinatorKeys)
        {
            var error = Check(request.KeyType);
            var (node, host, port) = Node(core, error);
            response.Coordinators.Add(new() { Key = key, ErrorCode = error, NodeId = node, Host = host, Port = port });
        }
        return response;
    }

    static ErrorCode Check(sbyte keyType) =>
        keyType is >= 0 and <= Transaction ? ErrorCode.None : ErrorCode.InvalidRequest;

    static (int NodeId, string Host, int Port) Node(BrokerCore core, ErrorCode error) =>
        error == ErrorCode.None ? (BrokerCore.NodeId, core.Options.Host, core.Options.Port) : (-1, "", -1);
}
