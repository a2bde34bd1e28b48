namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>SyncGroup request (API key 14), versions 0 to 5.</summary>
internal sealed class SyncGroupRequest : IMessage
{
    public string GroupId = "";
    public int GenerationId;
    public string MemberId = "";
    public string? GroupInstanceId;
    public string? ProtocolType;
    public string? ProtocolName;
    public List<SyncGroupRequestAssignment> Assignments = [];

    public void Walk(FieldCodec f)
    {
        f.String(ref GroupId);
        f.Int32(ref GenerationId);
        f.String(ref MemberId);
        f.NullableString(ref GroupInstanceId, since: 3);
        f.NullableString(ref ProtocolType, since: 5);
        f.NullableString(ref ProtocolName, since: 5);
        f.Array(ref Assignments);
        f.Tags();
    }

    internal sealed class SyncGroupRequestAssignment : IMessage
    {
        public string MemberId = "";
        public byte[] Assignment = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref MemberId);
            f.Bytes(ref Assignment);
            f.Tags();
        }
    }
}
