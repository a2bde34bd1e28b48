namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>FindCoordinator request (API key 10), versions 0 to 5.</summary>
internal sealed class FindCoordinatorRequest : IMessage
{
    public string Key = "";
    public sbyte KeyType;
    public List<string> CoordinatorKeys = [];

    public void Walk(FieldCodec f)
    {
        f.String(ref Key, until: 3);
        f.Int8(ref KeyType, since: 1);
        f.StringArray(ref CoordinatorKeys, since: 4);
        f.Tags();
    }
}
