namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>IncrementalAlterConfigs response (API key 44), versions 0 to 1.</summary>
internal sealed class IncrementalAlterConfigsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<AlterConfigsResourceResponse> Responses = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Responses);
        f.Tags();
    }

    internal sealed class AlterConfigsResourceResponse : IMessage
    {
        public ErrorCode ErrorCode;
        public string? ErrorMessage;
        public sbyte ResourceType;
        public string ResourceName = "";

        public void Walk(FieldCodec f)
        {
            f.Error(ref ErrorCode);
            f.NullableString(ref ErrorMessage);
            f.Int8(ref ResourceType);
            f.String(ref ResourceName);
            f.Tags();
        }
    }
}
