namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>AlterConfigs request (API key 33), versions 0 to 2.</summary>
internal sealed class AlterConfigsRequest : IMessage
{
    public List<AlterConfigsResource> Resources = [];
    public bool ValidateOnly;

    public void Walk(FieldCodec f)
    {
        f.Array(ref Resources);
        f.Bool(ref ValidateOnly);
        f.Tags();
    }

    internal sealed class AlterConfigsResource : IMessage
    {
        public sbyte ResourceType;
        public string ResourceName = "";
        public List<AlterableConfig> Configs = [];

        public void Walk(FieldCodec f)
        {
            f.Int8(ref ResourceType);
            f.String(ref ResourceName);
            f.Array(ref Configs);
            f.Tags();
        }

        internal sealed class AlterableConfig : IMessage
        {
            public string Name = "";
            public string? Value;

            public void Walk(FieldCodec f)
            {
                f.String(ref Name);
                f.NullableString(ref Value);
                f.Tags();
            }
        }
    }
}
