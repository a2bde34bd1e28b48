namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Heartbeat request (API key 12), versions 0 to 4.</summary>
internal sealed class HeartbeatRequest : IMessage
{
    public string GroupId = "";
    public int GenerationId;
    public string MemberId = "";
    public string? GroupInstanceId;

    public void Walk(FieldCodec f)
    {
        f.String(ref GroupId);
        f.Int32(ref GenerationId);
        f.String(ref MemberId);
        f.NullableString(ref GroupInstanceId, since: 3);
        f.Tags();
    }
}
