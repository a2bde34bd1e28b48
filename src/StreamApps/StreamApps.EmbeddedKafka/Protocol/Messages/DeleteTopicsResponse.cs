namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DeleteTopics response (API key 20), versions 1 to 6.</summary>
internal sealed class DeleteTopicsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DeletableTopicResult> Responses = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Responses);
        f.Tags();
    }

    internal sealed class DeletableTopicResult : IMessage
    {
        public string? Name;
        public Guid TopicId;
        public ErrorCode ErrorCode;
        public string? ErrorMessage;

        public void Walk(FieldCodec f)
        {
            f.NullableString(ref Name, nullableSince: 6);
            f.Uuid(ref TopicId, since: 6);
            f.Error(ref ErrorCode);
            f.NullableString(ref ErrorMessage, since: 5);
            f.Tags();
        }
    }
}
