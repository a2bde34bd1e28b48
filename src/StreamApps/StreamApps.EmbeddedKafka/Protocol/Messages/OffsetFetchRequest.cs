namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>OffsetFetch request (API key 9), versions 1 to 9.</summary>
internal sealed class OffsetFetchRequest : IMessage
{
    public string GroupId = "";
    public List<OffsetFetchRequestTopic>? Topics;
    public List<OffsetFetchRequestGroup> Groups = [];
    public bool RequireStable;

    public void Walk(FieldCodec f)
    {
        f.String(ref GroupId, until: 7);
        f.NullableArray(ref Topics, until: 7, nullableSince: 2);
        f.Array(ref Groups, since: 8);
        f.Bool(ref RequireStable, since: 7);
        f.Tags();
    }

    internal sealed class OffsetFetchRequestTopic : IMessage
    {
        public string Name = "";
        public List<int> PartitionIndexes = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Int32Array(ref PartitionIndexes);
            f.Tags();
        }
    }

    internal sealed class OffsetFetchRequestGroup : IMessage
    {
        public string GroupId = "";
        public string? MemberId;
        public int MemberEpoch = -1;
        public List<OffsetFetchRequestTopics>? Topics;

        public void Walk(FieldCodec f)
        {
            f.String(ref GroupId);
            f.NullableString(ref MemberId, since: 9);
            f.Int32(ref MemberEpoch, since: 9);
            f.NullableArray(ref Topics);
            f.Tags();
        }

        internal sealed class OffsetFetchRequestTopics : IMessage
        {
            public string Name = "";
            public List<int> PartitionIndexes = [];

            public void Walk(FieldCodec f)
            {
                f.String(ref Name);
                f.Int32Array(ref PartitionIndexes);
                f.Tags();
            }
        }
    }
}
