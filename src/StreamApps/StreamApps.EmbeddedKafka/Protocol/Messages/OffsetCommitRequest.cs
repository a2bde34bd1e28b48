namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>OffsetCommit request (API key 8), versions 2 to 9.</summary>
internal sealed class OffsetCommitRequest : IMessage
{
    public string GroupId = "";
    public int GenerationIdOrMemberEpoch = -1;
    public string MemberId = "";
    public string? GroupInstanceId;
    public long RetentionTimeMs = -1;
    public List<OffsetCommitRequestTopic> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.String(ref GroupId);
        f.Int32(ref GenerationIdOrMemberEpoch);
        f.String(ref MemberId);
        f.NullableString(ref GroupInstanceId, since: 7);
        f.Int64(ref RetentionTimeMs, until: 4);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class OffsetCommitRequestTopic : IMessage
    {
        public string Name = "";
        public List<OffsetCommitRequestPartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class OffsetCommitRequestPartition : IMessage
        {
            public int PartitionIndex;
            public long CommittedOffset;
            public int CommittedLeaderEpoch = -1;
            public string? CommittedMetadata;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Int64(ref CommittedOffset);
                f.Int32(ref CommittedLeaderEpoch, since: 6);
                f.NullableString(ref CommittedMetadata);
                f.Tags();
            }
        }
    }
}
