namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>JoinGroup request (API key 11), versions 0 to 9.</summary>
internal sealed class JoinGroupRequest : IMessage
{
    public string GroupId = "";
    public int SessionTimeoutMs;
    public int RebalanceTimeoutMs = -1;
    public string MemberId = "";
    public string? GroupInstanceId;
    public string ProtocolType = "";
    public List<JoinGroupRequestProtocol> Protocols = [];
    public string? Reason;

    public void Walk(FieldCodec f)
    {
        f.String(ref GroupId);
        f.Int32(ref SessionTimeoutMs);
        f.Int32(ref RebalanceTimeoutMs, since: 1);
        f.String(ref MemberId);
        f.NullableString(ref GroupInstanceId, since: 5);
        f.String(ref ProtocolType);
        f.Array(ref Protocols);
        f.NullableString(ref Reason, since: 8);
        f.Tags();
    }

    internal sealed class JoinGroupRequestProtocol : IMessage
    {
        public string Name = "";
        public byte[] Metadata = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Bytes(ref Metadata);
            f.Tags();
        }
    }
}
