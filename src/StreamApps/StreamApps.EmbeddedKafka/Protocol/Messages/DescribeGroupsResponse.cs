namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeGroups response (API key 15), versions 0 to 5.</summary>
internal sealed class DescribeGroupsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DescribedGroup> Groups = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 1);
        f.Array(ref Groups);
        f.Tags();
    }

    internal sealed class DescribedGroup : IMessage
    {
        public ErrorCode ErrorCode;
        public string GroupId = "";
        public string GroupState = "";
        public string ProtocolType = "";
        public string ProtocolData = "";
        public List<DescribedGroupMember> Members = [];
        public int AuthorizedOperations = -2147483648;

        public void Walk(FieldCodec f)
        {
            f.Error(ref ErrorCode);
            f.String(ref GroupId);
            f.String(ref GroupState);
            f.String(ref ProtocolType);
            f.String(ref ProtocolData);
            f.Array(ref Members);
            f.Int32(ref AuthorizedOperations, since: 3);
            f.Tags();
        }

        internal sealed class DescribedGroupMember : IMessage
        {
            public string MemberId = "";
            public string? GroupInstanceId;
            public string ClientId = "";
            public string ClientHost = "";
            public byte[] MemberMetadata = [];
            public byte[] MemberAssignment = [];

            public void Walk(FieldCodec f)
            {
                f.String(ref MemberId);
                f.NullableString(ref GroupInstanceId, since: 4);
                f.String(ref ClientId);
                f.String(ref ClientHost);
                f.Bytes(ref MemberMetadata);
                f.Bytes(ref MemberAssignment);
                f.Tags();
            }
        }
    }
}
