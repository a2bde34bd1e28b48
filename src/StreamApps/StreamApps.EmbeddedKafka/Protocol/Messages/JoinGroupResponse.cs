namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>JoinGroup response (API key 11), versions 0 to 9.</summary>
internal sealed class JoinGroupResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public int GenerationId = -1;
    public string? ProtocolType;
    public string? ProtocolName;
    public string Leader = "";
    public bool SkipAssignment;
    public string MemberId = "";
    public List<JoinGroupResponseMember> Members = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 2);
        f.Error(ref ErrorCode);
        f.Int32(ref GenerationId);
        f.NullableString(ref ProtocolType, since: 7);
        f.NullableString(ref ProtocolName, nullableSince: 7);
        f.String(ref Leader);
        f.Bool(ref SkipAssignment, since: 9);
        f.String(ref MemberId);
        f.Array(ref Members);
        f.Tags();
    }

    internal sealed class JoinGroupResponseMember : IMessage
    {
        public string MemberId = "";
        public string? GroupInstanceId;
        public byte[] Metadata = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref MemberId);
            f.NullableString(ref GroupInstanceId, since: 5);
            f.Bytes(ref Metadata);
            f.Tags();
        }
    }
}
