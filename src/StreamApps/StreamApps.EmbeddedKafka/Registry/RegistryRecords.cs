using System.Text.Json;

namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>
/// The records of <c>_schemas</c> as JSON, in the form that Confluent's registry gives them, so that its tools can
/// read the topic. The largest id rides on the record that marks nothing there.
/// </summary>
internal static class RegistryRecords
{
    const string SchemaKey = "SCHEMA",
        ConfigKey = "CONFIG",
        ModeKey = "MODE",
        DeleteKey = "DELETE_SUBJECT",
        NothingKey = "NOOP";

    public static byte[] KeyOf(RegistryChange change) => change switch
    {
        RegistryChange.Schema item => SchemaKeyOf(item.Item.Subject, item.Item.Version),
        RegistryChange.SchemaGone item => SchemaKeyOf(item.Subject, item.Version),
        RegistryChange.SubjectDeleted item => Key(DeleteKey, item.Subject),
        RegistryChange.Level item => Key(ConfigKey, item.Subject),
        RegistryChange.Mode item => Key(ModeKey, item.Subject),
        RegistryChange.LastId => RegistryJson.Bytes(json =>
        {
            json.WriteString("keytype", NothingKey);
            json.WriteNumber("magic", 0);
        }),
        _ => throw new InvalidOperationException($"{change.GetType().Name} has no record"),
    };

    /// <summary>Null is a tombstone.</summary>
    public static byte[]? ValueOf(RegistryChange change) => change switch
    {
        RegistryChange.Schema item => RegistryJson.Bytes(json =>
        {
            RegistryJson.WriteVersion(json, item.Item);
            json.WriteBoolean("deleted", item.Item.IsDeleted);
        }),
        RegistryChange.SubjectDeleted item => RegistryJson.Bytes(json =>
        {
            json.WriteString("subject", item.Subject);
            json.WriteNumber("version", item.UpTo);
        }),
        RegistryChange.Level { Value: { } level } =>
            RegistryJson.Bytes(json => json.WriteString("compatibilityLevel", RegistryNames.Of(level))),
        RegistryChange.Mode { Value: { } mode } =>
            RegistryJson.Bytes(json => json.WriteString("mode", RegistryNames.Of(mode))),
        RegistryChange.LastId item => RegistryJson.Bytes(json => json.WriteNumber("lastId", item.Id)),
        _ => null,
    };

    /// <summary>What a record says; null for one that says nothing here.</summary>
    /// <exception cref="EmbeddedBrokerException">The record is none of a registry's.</exception>
    public static RegistryChange? Read(byte[] key, byte[]? value)
    {
        try
        {
            using var name = JsonDocument.Parse(key);
            using var content = value is null ? null : JsonDocument.Parse(value);
            return Read(name.RootElement, content?.RootElement);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or KeyNotFoundException or RegistryException)
        {
            throw new EmbeddedBrokerException(
                $"a record of {RegistryJournal.TopicName} is no registry's: {error.Message}; delete the topic, "
                + "and register the schemas again", error);
        }
    }

    static RegistryChange? Read(JsonElement key, JsonElement? value)
    {
        var subject = RegistryJson.Text(key, "subject") ?? RegistryState.Everywhere;
        return key.GetProperty("keytype").GetString() switch
        {
            SchemaKey when value is { } item => new RegistryChange.Schema(RegistryJson.ReadVersion(item)),
            SchemaKey => new RegistryChange.SchemaGone(subject, key.GetProperty("version").GetInt32()),
            DeleteKey when value is { } item =>
                new RegistryChange.SubjectDeleted(subject, item.GetProperty("version").GetInt32()),
            ConfigKey => new RegistryChange.Level(
                subject,
                value is { } item ? RegistryNames.LevelOf(RegistryJson.Text(item, "compatibilityLevel")) : null),
            ModeKey => new RegistryChange.Mode(
                subject, value is { } item ? RegistryNames.ModeOf(RegistryJson.Text(item, "mode")) : null),
            NothingKey when value is { } item && item.TryGetProperty("lastId", out var id) =>
                new RegistryChange.LastId(id.GetInt32()),
            _ => null,
        };
    }

    static byte[] SchemaKeyOf(string subject, int version) => RegistryJson.Bytes(json =>
    {
        json.WriteString("keytype", SchemaKey);
        json.WriteString("subject", subject);
        json.WriteNumber("version", version);
        json.WriteNumber("magic", 1);
    });

    static byte[] Key(string type, string subject) => RegistryJson.Bytes(json =>
    {
        json.WriteString("keytype", type);
        if (subject == RegistryState.Everywhere) json.WriteNull("subject");
        else json.WriteString("subject", subject);
        json.WriteNumber("magic", 0);
    });
}
