namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>TxnOffsetCommit request (API key 28), versions 0 to 5.</summary>
internal sealed class TxnOffsetCommitRequest : IMessage
{
    public string TransactionalId = "";
    public string GroupId = "";
    public long ProducerId;
    public short ProducerEpoch;
    public int GenerationId = -1;
    public string MemberId = "";
    public string? GroupInstanceId;
    public List<TxnOffsetCommitRequestTopic> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.String(ref TransactionalId);
        f.String(ref GroupId);
        f.Int64(ref ProducerId);
        f.Int16(ref ProducerEpoch);
        f.Int32(ref GenerationId, since: 3);
        f.String(ref MemberId, since: 3);
        f.NullableString(ref GroupInstanceId, since: 3);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class TxnOffsetCommitRequestTopic : IMessage
    {
        public string Name = "";
        public List<TxnOffsetCommitRequestPartition> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class TxnOffsetCommitRequestPartition : IMessage
        {
            public int PartitionIndex;
            public long CommittedOffset;
            public int CommittedLeaderEpoch = -1;
            public string? CommittedMetadata;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Int64(ref CommittedOffset);
                f.Int32(ref CommittedLeaderEpoch, since: 2);
                f.NullableString(ref CommittedMetadata);
                f.Tags();
            }
        }
    }
}
