namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>ListOffsets response (API key 2), versions 1 to 10.</summary>
internal sealed class ListOffsetsResponse : IMessage
{
    public int ThrottleTimeMs;
    public List<ListOffsetsTopicResponse> Topics = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 2);
        f.Array(ref Topics);
        f.Tags();
    }

    internal sealed class ListOffsetsTopicResponse : IMessage
    {
        public string Name = "";
        public List<ListOffsetsPartitionResponse> Partitions = [];

        public void Walk(FieldCodec f)
        {
            f.String(ref Name);
            f.Array(ref Partitions);
            f.Tags();
        }

        internal sealed class ListOffsetsPartitionResponse : IMessage
        {
            public int PartitionIndex;
            public ErrorCode ErrorCode;
            public long Timestamp = -1;
            public long Offset = -1;
            public int LeaderEpoch = -1;

            public void Walk(FieldCodec f)
            {
                f.Int32(ref PartitionIndex);
                f.Error(ref ErrorCode);
                f.Int64(ref Timestamp);
                f.Int64(ref Offset);
                f.Int32(ref LeaderEpoch, since: 4);
                f.Tags();
            }
        }
    }
}
