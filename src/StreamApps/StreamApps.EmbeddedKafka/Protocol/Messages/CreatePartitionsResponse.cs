namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>CreatePartitions response (API key 37), versions 0 to 3.</summary>
internal sealed class CreatePartitionsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<CreatePartitionsTopicResult> Results = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Results);
        f.Tags();
    }

    internal sealed class CreatePartitionsTopicResult : IMessage
    {
        public string Name = "";
        public ErrorCode ErrorCode;
        public string? ErrorMessage;

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Error(ref ErrorCode);
            f.NullableString(ref ErrorMessage);
            f.Tags();
        }
    }
}
