namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DeleteGroups response (API key 42), versions 0 to 2.</summary>
internal sealed class DeleteGroupsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DeletableGroupResult> Results = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Results);
        f.Tags();
    }

    internal sealed class DeletableGroupResult : IMessage
    {
        public string GroupId = "";
        public ErrorCode ErrorCode;

        public void Walk(FieldCodec f)
        {
            f.String(ref GroupId);
            f.Error(ref ErrorCode);
            f.Tags();
        }
    }
}
