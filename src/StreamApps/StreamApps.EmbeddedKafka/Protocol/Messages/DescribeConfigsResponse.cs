namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeConfigs response (API key 32), versions 1 to 4.</summary>
internal sealed class DescribeConfigsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<DescribeConfigsResult> Results = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs);
        f.Array(ref Results);
        f.Tags();
    }

    internal sealed class DescribeConfigsResult : IMessage
    {
        public ErrorCode ErrorCode;
        public string? ErrorMessage;
        public sbyte ResourceType;
        public string ResourceName = "";
        public List<DescribeConfigsResourceResult> Configs = [];

        public void Walk(FieldCodec f)
        {
            f.Error(ref ErrorCode);
            f.NullableString(ref ErrorMessage);
            f.Int8(ref ResourceType);
            f.String(ref ResourceName);
            f.Array(ref Configs);
            f.Tags();
        }

        internal sealed class DescribeConfigsResourceResult : IMessage
        {
            public string Name = "";
            public string? Value;
            public bool ReadOnly;
            public sbyte ConfigSource = -1;
            public bool IsSensitive;
            public List<DescribeConfigsSynonym> Synonyms = [];
            public sbyte ConfigType;
            public string? Documentation;

            public void Walk(FieldCodec f)
            {
                f.String(ref Name);
                f.NullableString(ref Value);
                f.Bool(ref ReadOnly);
                f.Int8(ref ConfigSource);
                f.Bool(ref IsSensitive);
                f.Array(ref Synonyms);
                f.Int8(ref ConfigType, since: 3);
                f.NullableString(ref Documentation, since: 3);
                f.Tags();
            }

            internal sealed class DescribeConfigsSynonym : IMessage
            {
                public string Name = "";
                public string? Value;
                public sbyte Source;

                public void Walk(FieldCodec f)
                {
                    f.String(ref Name);
                    f.NullableString(ref Value);
                    f.Int8(ref Source);
                    f.Tags();
                }
            }
        }
    }
}
