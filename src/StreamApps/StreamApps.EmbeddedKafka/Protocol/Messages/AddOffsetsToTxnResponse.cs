namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>AddOffsetsToTxn response (API key 25), versions 0 to 4.</summary>
internal sealed class AddOffsetsToTxnResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Error(ref ErrorCode);
        f.Tags();
    }
}
