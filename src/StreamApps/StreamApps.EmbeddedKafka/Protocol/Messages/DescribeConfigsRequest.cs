namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeConfigs request (API key 32), versions 1 to 4.</summary>
internal sealed class DescribeConfigsRequest : IMessage
{
    public List<DescribeConfigsResource> Resources = [];
    public bool IncludeSynonyms;
    public bool IncludeDocumentation;

    public void Walk(FieldCodec f)
    {
        f.Array(ref Resources);
        f.Bool(ref IncludeSynonyms);
        f.Bool(ref IncludeDocumentation, since: 3);
        f.Tags();
    }

    internal sealed class DescribeConfigsResource : IMessage
    {
        public sbyte ResourceType;
        public string ResourceName = "";
        public List<string>? ConfigurationKeys;

        public void Walk(FieldCodec f)
        {
            f.Int8(ref ResourceType);
            f.String(ref ResourceName);
            f.NullableStringArray(ref ConfigurationKeys);
            f.Tags();
        }
    }
}
