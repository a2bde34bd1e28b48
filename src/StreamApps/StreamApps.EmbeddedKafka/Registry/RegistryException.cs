using System.Globalization;

namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>A refusal with the registry's own error code; the status is its first three digits.</summary>
internal sealed class RegistryException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;

    public int Status { get; } = code < 1000 ? code : code / 100;

    public static RegistryException SubjectNotFound(string subject) => new(40401, $"Subject '{subject}' not found.");

    public static RegistryException VersionNotFound(int version) =>
        new(40402, string.Create(CultureInfo.InvariantCulture, $"Version {version} not found."));

    public static RegistryException SchemaNotFound(int id) =>
        new(40403, string.Create(CultureInfo.InvariantCulture, $"Schema {id} not found"));

    public static RegistryException SchemaNotFound() => new(40403, "Schema not found");

    public static RegistryException SubjectSoftDeleted(string subject) =>
        new(40404, $"Subject '{subject}' was soft deleted. Set permanent=true to delete permanently");

    public static RegistryException SubjectNotSoftDeleted(string subject) =>
        new(40405, $"Subject '{subject}' was not deleted first before being permanently deleted");

    public static RegistryException VersionSoftDeleted(string subject, int version) => new(
        40406,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Subject '{subject}' Version {version} was soft deleted. Set permanent=true to delete permanently"));

    public static RegistryException VersionNotSoftDeleted(string subject, int version) => new(
        40407,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Subject '{subject}' Version {version} was not deleted first before being permanently deleted"));

    public static RegistryException NoOwnCompatibility(string subject) =>
        new(40408, $"Subject '{subject}' does not have subject-level compatibility configured");

    public static RegistryException NoOwnMode(string subject) =>
        new(40409, $"Subject '{subject}' does not have subject-level mode configured");

    public static RegistryException Incompatible(string message) => new(409, message);

    public static RegistryException InvalidSchema(string message) => new(42201, $"Invalid schema: {message}");

    public static RegistryException InvalidVersion(string version) => new(
        42202,
        $"The specified version '{version}' is not a valid version id. Allowed values are between "
        + "[1, 2^31-1] and the string \"latest\"");

    public static RegistryException InvalidLevel(string? level) => new(
        42203, $"Invalid compatibility level '{level}'. Valid values are none, backward, forward, full, "
            + "backward_transitive, forward_transitive, and full_transitive");

    public static RegistryException InvalidMode(string? mode) =>
        new(42204, $"Invalid mode '{mode}'. Valid values are READWRITE, READONLY, READONLY_OVERRIDE and IMPORT");

    public static RegistryException NotPermitted(string message) => new(42205, message);

    public static RegistryException Referenced(string subject, int version) => new(
        42206,
        string.Create(
            CultureInfo.InvariantCulture, $"One or more references exist to the schema {subject} version {version}."));
}
