namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>SyncGroup response (API key 14), versions 0 to 5.</summary>
internal sealed class SyncGroupResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public string? ProtocolType;
    public string? ProtocolName;
    public byte[] Assignment = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 1);
        f.Error(ref ErrorCode);
        f.NullableString(ref ProtocolType, since: 5);
        f.NullableString(ref ProtocolName, since: 5);
        f.Bytes(ref Assignment);
        f.Tags();
    }
}
