namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>Metadata request (API key 3), versions 0 to 12.</summary>
internal sealed class MetadataRequest : IMessage
{
    public List<MetadataRequestTopic>? Topics;
    public bool AllowAutoTopicCreation = true;
    public bool IncludeClusterAuthorizedOperations;
    public bool IncludeTopicAuthorizedOperations;

    public void Walk(FieldCodec f)
    {
        f.NullableArray(ref Topics, nullableSince: 1);
        f.Bool(ref AllowAutoTopicCreation, since: 4);
        f.Bool(ref IncludeClusterAuthorizedOperations, since: 8, until: 10);
        f.Bool(ref IncludeTopicAuthorizedOperations, since: 8);
        f.Tags();
    }

    internal sealed class MetadataRequestTopic : IMessage
    {
        public Guid TopicId;
        public string? Name;

        public void Walk(FieldCodec f)
        {
            f.Uuid(ref TopicId, since: 10);
            f.NullableString(ref Name, nullableSince: 10);
            f.Tags();
        }
    }
}
