namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>ListGroups response (API key 16), versions 0 to 5.</summary>
internal sealed class ListGroupsResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public List<ListedGroup> Groups = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 1);
        f.Error(ref ErrorCode);
        f.Array(ref Groups);
        f.Tags();
    }

    internal sealed class ListedGroup : IMessage
    {
        public string GroupId = "";
        public string ProtocolType = "";
        public string GroupState = "";
        public string GroupType = "";

        public void Walk(FieldCodec f)
        {
            f.String(ref GroupId);
            f.String(ref ProtocolType);
            f.String(ref GroupState, since: 4);
            f.String(ref GroupType, since: 5);
            f.Tags();
        }
    }
}
