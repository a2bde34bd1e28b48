using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Apis;

/// <summary>ApiVersions: the API table, without features.</summary>
internal static class ApiVersionsApi
{
    public static ApiVersionsResponse Handle(ErrorCode error = ErrorCode.None) => new()
    {
        ErrorCode = error,
        ApiKeys = [.. ApiTable.All.Select(api => new ApiVersionsResponse.ApiVersion
        {
            ApiKey = (short)api.Key,
            MinVersion = api.Advertised,
            MaxVersion = api.Highest,
        })],
    };
}
