using Google.Protobuf;
using StreamApps.EmbeddedKafka.Registry.Protobuf;

namespace StreamApps.EmbeddedKafka.Registry.Http;

/// <summary>Compatibility checks, levels and modes.</summary>
internal sealed partial class RegistryRoutes
{
    RegistryReply Compatibility(RegistryRequest request, string subject, string[] rest)
    {
        if (request.Method != "POST")
            return WrongMethod();
        if (rest.Length > 1)
            return UnknownPath();
        var schema = request.Schema();
        var earlier = core.ToCompareWith(subject, rest is [var version] ? version : null);
        core.Check(schema);
        var problems = core.ProblemsWith(schema, earlier, core.LevelOf(subject));
        return RegistryReply.Of(json =>
        {
            json.WriteBoolean("is_compatible", problems.Count == 0);
            if (!request.Flag("verbose"))
                return;
            json.WriteStartArray("messages");
            foreach (var problem in problems)
                json.WriteStringValue(problem);
            json.WriteEndArray();
        });
    }

    RegistryReply Config(RegistryRequest request, string[] rest)
    {
        var subject = rest is [var named] ? named : RegistryState.Everywhere;
        switch (request.Method)
        {
            case "GET":
                var level = subject == RegistryState.Everywhere || request.Flag("defaultToGlobal")
                    ? core.LevelOf(subject)
                    : core.OwnLevelOf(subject);
                return RegistryReply.Of(json => json.WriteString("compatibilityLevel", RegistryNames.Of(level)));
            case "PUT":
                var word = request.BodyText("compatibility");
                var wanted = RegistryNames.LevelOf(word) ?? throw RegistryException.InvalidLevel(word);
                core.SetLevel(subject, wanted);
                return RegistryReply.Of(json => json.WriteString("compatibility", RegistryNames.Of(wanted)));
            case "DELETE":
                var former = core.DeleteLevel(subject);
                return RegistryReply.Of(json => json.WriteString("compatibilityLevel", RegistryNames.Of(former)));
            default:
                return WrongMethod();
        }
    }

    RegistryReply Mode(RegistryRequest request, string[] rest)
    {
        var subject = rest is [var named] ? named : RegistryState.Everywhere;
        switch (request.Method)
        {
            case "GET":
                var mode = subject == RegistryState.Everywhere || request.Flag("defaultToGlobal")
                    ? core.ModeOf(subject)
                    : core.OwnModeOf(subject);
                return ModeReply(mode);
            case "PUT":
                var word = request.BodyText("mode");
                var wanted = RegistryNames.ModeOf(word) ?? throw RegistryException.InvalidMode(word);
                core.SetMode(subject, wanted, request.Flag("force"));
                return ModeReply(wanted);
            case "DELETE":
                return ModeReply(core.DeleteMode(subject));
            default:
                return WrongMethod();
        }
    }

    static RegistryReply ModeReply(RegistryMode mode) =>
        RegistryReply.Of(json => json.WriteString("mode", RegistryNames.Of(mode)));

    /// <summary>Some serializers read a Protobuf schema as the base64 of its descriptor.</summary>
    string Served(RegistryRequest request, SchemaDefinition schema) =>
        schema.Type == SchemaType.Protobuf && request.Text("format") == "serialized"
            ? ProtoLinker.Resolved(core.Link(schema)).ToByteString().ToBase64()
            : schema.Text;
}
