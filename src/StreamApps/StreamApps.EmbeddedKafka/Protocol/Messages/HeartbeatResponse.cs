namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Heartbeat response (API key 12), versions 0 to 4.</summary>
internal sealed class HeartbeatResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 1);
        f.Error(ref ErrorCode);
        f.Tags();
    }
}
