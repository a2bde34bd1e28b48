namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>CreateTopics response (API key 19), versions 2 to 7.</summary>
internal sealed class CreateTopicsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<CreatableTopicResult> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class CreatableTopicResult : IMessage
    {
        public string Name = "";
        public Guid TopicId;
        public ErrorCode ErrorCode;
        public string? ErrorMessage;
        public int NumPartitions = -1;
        public short ReplicationFactor = -1;
        public List<CreatableTopicConfigs>? Configs;

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Uuid(ref TopicId, since: 7);
            f.Error(ref ErrorCode);
            f.NullableString(ref ErrorMessage);
            f.Int32(ref NumPartitions, since: 5);
            f.Int16(ref ReplicationFactor, since: 5);
            f.NullableArray(ref Configs, since: 5);
            f.Tags();
        }

        internal sealed class CreatableTopicConfigs : IMessage
        {
            public string Name = "";
            public string? Value;
            public bool ReadOnly;
            public sbyte ConfigSource = -1;
            public bool IsSensitive;

            public void Walk(FieldCodec f)
            {
                f.String(ref Name);
                f.NullableString(ref Value);
                f.Bool(ref ReadOnly);
                f.Int8(ref ConfigSource);
                f.Bool(ref IsSensitive);
                f.Tags();
            }
        }
    }
}
