namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>ApiVersions response (API key 18), versions 0 to 4.</summary>
internal sealed class ApiVersionsResponse : IMessage
{
    public ErrorCode ErrorCode;
    public List<ApiVersion> ApiKeys = [];
    public int ThrottleTimeMs;

    public void Walk(FieldCodec f)
    {
        f.Error(ref ErrorCode);
        f.Array(ref ApiKeys);
        f.Int32(ref ThrottleTimeMs, since: 1);
        f.Tags();
    }

    internal sealed class ApiVersion : IMessage
    {
        public short ApiKey;
        public short MinVersion;
        public short MaxVersion;

        public void Walk(FieldCodec f)
        {
            f.Int16(ref ApiKey);
            f.Int16(ref MinVersion);
            f.Int16(ref MaxVersion);
            f.Tags();
        }
    }
}
