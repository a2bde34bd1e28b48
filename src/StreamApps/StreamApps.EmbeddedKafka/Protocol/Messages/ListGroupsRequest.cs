namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>ListGroups request (API key 16), versions 0 to 5.</summary>
internal sealed class ListGroupsRequest : IMessage
{
    public List<string> StatesFilter = [];
    public List<string> TypesFilter = [];

    public void Walk(FieldCodec f)
    {
        f.StringArray(ref StatesFilter, since: 4);
        f.StringArray(ref TypesFilter, since: 5);
        f.Tags();
    }
}
