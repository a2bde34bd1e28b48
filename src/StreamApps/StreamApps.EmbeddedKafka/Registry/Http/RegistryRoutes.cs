namespace StreamApps.EmbeddedKafka.Registry.Http;

/// <summary>
/// The interface of Confluent's Schema Registry over the core, one method per resource. Runs on the event loop.
/// </summary>
/// <remarks>https://docs.confluent.io/platform/current/schema-registry/develop/api.html</remarks>
internal sealed partial class RegistryRoutes(RegistryCore core)
{
    const int Done = 200, NotFound = 404, MethodNotAllowed = 405;

    public RegistryReply Handle(RegistryRequest request)
    {
        try
        {
            return request.Path switch
            {
                [] => RegistryReply.Of(static _ => { }),
                ["subjects", .. var rest] => Subjects(request, rest),
                ["schemas", .. var rest] => Schemas(request, rest),
                ["compatibility", "subjects", var subject, "versions", .. var rest] =>
                    Compatibility(request, subject, rest),
                ["config", .. var rest] when rest.Length < 2 => Config(request, rest),
                ["mode", .. var rest] when rest.Length < 2 => Mode(request, rest),
                ["contexts"] => RegistryReply.OfTexts(["."]),
                ["v1", "metadata", "id"] => RegistryReply.Of(static json =>
                {
                    json.WriteString("id", "");
                    json.WriteStartObject("scope");
                    json.WriteEndObject();
                }),
                _ => UnknownPath(),
            };
        }
        catch (RegistryException error)
        {
            return RegistryReply.Error(error.Status, error.Code, error.Message);
        }
    }

    RegistryReply Subjects(RegistryRequest request, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => RegistryReply.OfTexts(
            core.Subjects(request.Text("subjectPrefix"), request.Flag("deleted"), request.Flag("deletedOnly"))),
        ("POST", [var subject]) => Found(core.Find(subject, request.Schema(), request.Flag("deleted"))),
        ("DELETE", [var subject]) => RegistryReply.OfNumbers(core.DeleteSubject(subject, request.Flag("permanent"))),
        ("GET", [var subject, "versions"]) => RegistryReply.OfNumbers(
            core.VersionsOf(subject, request.Flag("deleted"), request.Flag("deletedOnly"))),
        ("POST", [var subject, "versions"]) => Register(request, subject),
        ("GET", [var subject, "versions", var version]) =>
            Found(core.Version(subject, version, request.Flag("deleted"))),
        ("GET", [var subject, "versions", var version, "schema"]) => RegistryReply.OfRawText(
            core.Version(subject, version, request.Flag("deleted")).Schema.Text),
        ("GET", [var subject, "versions", var version, "referencedby"]) => RegistryReply.OfNumbers(
            core.ReferencedBy(core.Version(subject, version, withDeleted: true))),
        ("DELETE", [var subject, "versions", var version]) => RegistryReply.OfNumber(
            core.DeleteVersion(subject, version, request.Flag("permanent"))),
        _ => UnknownPath(),
    };

    RegistryReply Register(RegistryRequest request, string subject)
    {
        var schema = request.Schema(out var version, out var id);
        var item = core.Register(subject, schema, version, id);
        return RegistryReply.Of(json => json.WriteNumber("id", item.Id));
    }

    RegistryReply Schemas(RegistryRequest request, string[] rest)
    {
        if (request.Method != "GET")
            return WrongMethod();
        return rest switch
        {
            [] => new RegistryReply(Done, RegistryJson.Array(
                core.Schemas(request.Text("subjectPrefix"), request.Flag("deleted"), request.Flag("latestOnly")),
                static (json, item) =>
                {
                    json.WriteStartObject();
                    RegistryJson.WriteVersion(json, item);
                    json.WriteEndObject();
                })),
            ["types"] => RegistryReply.OfTexts(RegistryNames.Types),
            ["ids", var id] => SchemaOf(request, ParseId(id)),
            ["ids", var id, "schema"] => RegistryReply.OfRawText(core.WithId(ParseId(id))[0].Schema.Text),
            ["ids", var id, "subjects"] => RegistryReply.OfTexts(
                core.WithId(ParseId(id)).Where(item => request.Flag("deleted") || !item.IsDeleted)
                    .Select(item => item.Subject).Distinct(StringComparer.Ordinal)),
            ["ids", var id, "versions"] => new RegistryReply(Done, RegistryJson.Array(
                core.WithId(ParseId(id)).Where(item => request.Flag("deleted") || !item.IsDeleted),
                static (json, item) =>
                {
                    json.WriteStartObject();
                    json.WriteString("subject", item.Subject);
                    json.WriteNumber("version", item.Version);
                    json.WriteEndObject();
                })),
            _ => UnknownPath(),
        };
    }

    RegistryReply SchemaOf(RegistryRequest request, int id)
    {
        var schema = core.WithId(id)[0].Schema;
        var text = Served(request, schema);
        return RegistryReply.Of(json =>
        {
            RegistryJson.WriteSchema(json, schema with { Text = text });
            if (request.Flag("fetchMaxId"))
                json.WriteNumber("maxId", core.LastId);
        });
    }

    static RegistryReply Found(SubjectVersion item) => RegistryReply.Of(json => RegistryJson.WriteVersion(json, item));

    static int ParseId(string id) =>
        int.TryParse(
            id,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number)
            ? number
            : throw RegistryException.SchemaNotFound();

    static RegistryReply UnknownPath() => RegistryReply.Error(NotFound, NotFound, "HTTP 404 Not Found");

    static RegistryReply WrongMethod() =>
        RegistryReply.Error(MethodNotAllowed, MethodNotAllowed, "HTTP 405 Method Not Allowed");
}
