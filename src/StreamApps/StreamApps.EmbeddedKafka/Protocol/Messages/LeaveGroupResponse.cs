namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>LeaveGroup response (API key 13), versions 0 to 5.</summary>
internal sealed class LeaveGroupResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public List<MemberResponse> Members = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 1);
        f.Error(ref ErrorCode);
        f.Array(ref Members, since: 3);
        f.Tags();
    }

    internal sealed class MemberResponse : IMessage
    {
        public string MemberId = "";
        public string? GroupInstanceId;
        public ErrorCode ErrorCode;

        public void Walk(FieldCodec f)
        {
            f.String(ref MemberId);
            f.NullableString(ref GroupInstanceId);
            f.Error(ref ErrorCode);
            f.Tags();
        }
    }
}
