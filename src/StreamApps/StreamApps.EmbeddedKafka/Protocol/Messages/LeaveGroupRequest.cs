namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>LeaveGroup request (API key 13), versions 0 to 5.</summary>
internal sealed class LeaveGroupRequest : IMessage
{
    public string GroupId = "";
    public string MemberId = "";
    public List<MemberIdentity> Members = [];

    public void Walk(FieldCodec f)
    {
        f.String(ref GroupId);
        f.String(ref MemberId, until: 2);
        f.Array(ref Members, since: 3);
        f.Tags();
    }

    internal sealed class MemberIdentity : IMessage
    {
        public string MemberId = "";
        public string? GroupInstanceId;
        public string? Reason;

        public void Walk(FieldCodec f)
        {
            f.String(ref MemberId);
            f.NullableString(ref GroupInstanceId);
            f.NullableString(ref Reason, since: 5);
            f.Tags();
        }
    }
}
