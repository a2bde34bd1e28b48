namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>FindCoordinator response (API key 10), versions 0 to 5.</summary>
internal sealed class FindCoordinatorResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public string? ErrorMessage;
    public int NodeId;
    public string Host = "";
    public int Port;
    public List<Coordinator> Coordinators = [];

    public void Walk(FieldCodec f)
    {
        f.Int32(ref ThrottleTimeMs, since: 1);
        f.Error(ref ErrorCode, until: 3);
        f.NullableString(ref ErrorMessage, since: 1, until: 3);
        f.Int32(ref NodeId, until: 3);
        f.String(ref Host, until: 3);
        f.Int32(ref Port, until: 3);
        f.Array(ref Coordinators, since: 4);
        f.Tags();
    }

    internal sealed class Coordinator : IMessage
    {
        public string Key = "";
        public int NodeId;
        public string Host = "";
        public int Port;
        public ErrorCode ErrorCode;
        public string? ErrorMessage;

        public void Walk(FieldCodec f)
        {
            f.String(ref Key);
            f.Int32(ref NodeId);
            f.String(ref Host);
            f.Int32(ref Port);
            f.Error(ref ErrorCode);
            f.NullableString(ref ErrorMessage);
            f.Tags();
        }
    }
}
