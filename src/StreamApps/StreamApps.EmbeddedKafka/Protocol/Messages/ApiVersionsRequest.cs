namespace StreamApps.EmbeddedKafka.Protocol;

/// <summary>ApiVersions request (API key 18), versions 0 to 4.</summary>
internal sealed class ApiVersionsRequest : IMessage
{
    public string ClientSoftwareName = "";
    public string ClientSoftwareVersion = "";

    public void Walk(FieldCodec f)
    {
        f.String(ref ClientSoftwareName, since: 3);
        f.String(ref ClientSoftwareVersion, since: 3);
        f.Tags();
    }
}
