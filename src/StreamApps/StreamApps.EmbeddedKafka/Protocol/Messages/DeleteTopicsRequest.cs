namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DeleteTopics request (API key 20), versions 1 to 6.</summary>
internal sealed class DeleteTopicsRequest : IMessage
{
    public List<DeleteTopicState> Topics = [];
    public List<string> TopicNames = [];
    public int TimeoutMs;

    public void Walk(FieldCodec f)
    {
        f.Array(ref Topics, since: 6);
        f.StringArray(ref TopicNames, until: 5);
        f.Int32(ref TimeoutMs);
        f.Tags();
    }

    internal sealed class DeleteTopicState : IMessage
    {
        public string? Name;
        public Guid TopicId;

        public void Walk(FieldCodec f)
        {
            f.NullableString(ref Name);
            f.Uuid(ref TopicId);
            f.Tags();
        }
    }
}
