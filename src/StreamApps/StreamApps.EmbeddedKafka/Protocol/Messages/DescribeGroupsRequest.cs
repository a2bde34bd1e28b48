namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>DescribeGroups request (API key 15), versions 0 to 5.</summary>
internal sealed class DescribeGroupsRequest : IMessage
{
    public List<string> Groups = [];
    public bool IncludeAuthorizedOperations;

    public void Walk(FieldCodec f)
    {
        f.StringArray(ref Groups);
        f.Bool(ref IncludeAuthorizedOperations, since: 3);
        f.Tags();
    }
}
