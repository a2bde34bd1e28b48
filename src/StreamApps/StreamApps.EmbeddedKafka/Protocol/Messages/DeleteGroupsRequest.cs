namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DeleteGroups request (API key 42), versions 0 to 2.</summary>
internal sealed class DeleteGroupsRequest : IMessage
{
    public List<string> GroupsNames = [];

    public void Walk(FieldCodec f)
    {
        f.StringArray(ref GroupsNames);
        f.Tags();
    }
}
