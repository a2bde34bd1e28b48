using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Server;

/// <summary>What stands before a request's body.</summary>
internal readonly record struct RequestHeader(
    ApiDescriptor Api, short Version, int CorrelationId, string? ClientId, bool IsUnsupportedApiVersions)
{
    /// <summary>Reads the header; the codec stands at the body, in its version.</summary>
    public static RequestHeader Read(Memory<byte> frame, out FieldCodec body)
    {
        body = FieldCodec.Reader(frame, version: 0, flexible: false);
        short key = 0, version = 0;
        var correlation = 0;
        body.Int16(ref key);
        body.Int16(ref version);
        body.Int32(ref correlation);
        var api = ApiTable.Find(key) ?? throw new ProtocolException($"unknown request {key}");
        if (!api.Serves(version))
        {
            // A client that is newer than the broker learns from the answer which versions to use.
            return api.Key == ApiKey.ApiVersions
                ? new RequestHeader(api, version, correlation, null, IsUnsupportedApiVersions: true)
                : throw new ProtocolException($"{api.Key} version {version} is not supported");
        }
        string? clientId = null;
        body.NullableString(ref clientId);
        body.Version = version;
        body.Flexible = api.IsFlexible(version);
        body.Tags();
        return new RequestHeader(api, version, correlation, clientId, IsUnsupportedApiVersions: false);
    }
}
