using System.Globalization;

namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>Look-ups.</summary>
internal sealed partial class RegistryCore
{
    const string LatestWord = "latest";

    public IReadOnlyList<string> Subjects(string prefix, bool withDeleted, bool onlyDeleted) =>
        [.. _state.All.GroupBy(item => item.Subject, StringComparer.Ordinal)
            .Where(group => group.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Where(group => onlyDeleted
                ? group.All(item => item.IsDeleted)
                : withDeleted || group.Any(item => !item.IsDeleted))
            .Select(group => group.Key)];

    public IReadOnlyList<SubjectVersion> Schemas(string prefix, bool withDeleted, bool latestOnly)
    {
        var found = _state.All.Where(
            item => item.Subject.StartsWith(prefix, StringComparison.Ordinal) && (withDeleted || !item.IsDeleted));
        return [.. latestOnly
            ? found.GroupBy(item => item.Subject, StringComparer.Ordinal).Select(group => group.Last())
            : found];
    }

    public IReadOnlyList<int> VersionsOf(string subject, bool withDeleted, bool onlyDeleted = false)
    {
        var versions = _state.Versions(subject)
            .Where(item => onlyDeleted ? item.IsDeleted : withDeleted || !item.IsDeleted)
            .Select(item => item.Version).ToList();
        return versions.Count > 0 ? versions : throw RegistryException.SubjectNotFound(subject);
    }

    /// <summary>A version by its number, or the newest for <c>latest</c> and <c>-1</c>.</summary>
    public SubjectVersion Version(string subject, string version, bool withDeleted = false)
    {
        var number = ParseVersion(version);
        var visible = _state.Versions(subject).Where(item => withDeleted || !item.IsDeleted).ToList();
        if (visible.Count == 0)
            throw RegistryException.SubjectNotFound(subject);
        return number is not { } wanted
            ? visible[^1]
            : visible.Find(item => item.Version == wanted) ?? throw RegistryException.VersionNotFound(wanted);
    }

    /// <summary>Those that have an id; deleted ones still serve records that were written with them.</summary>
    public IReadOnlyList<SubjectVersion> WithId(int id)
    {
        var found = _state.WithId(id);
        return found.Count > 0 ? found : throw RegistryException.SchemaNotFound(id);
    }

    /// <summary>The version of a subject that a schema has.</summary>
    public SubjectVersion Find(string subject, SchemaDefinition schema, bool withDeleted)
    {
        var versions = _state.Versions(subject).Where(item => withDeleted || !item.IsDeleted).ToList();
        if (versions.Count == 0)
            throw RegistryException.SubjectNotFound(subject);
        return versions.FindLast(item => item.Schema.Identity == schema.Identity)
            ?? throw RegistryException.SchemaNotFound();
    }

    /// <summary>The versions that a new schema would be compared with: one, or those that the level asks for.</summary>
    public IReadOnlyList<SubjectVersion> ToCompareWith(string subject, string? version)
    {
        if (version is null)
            return [.. _state.Versions(subject).Where(item => !item.IsDeleted).Reverse()];
        // A subject without any version takes every schema; a version that is named must be there.
        var isEmpty = ParseVersion(version) is null && !_state.Versions(subject).Any(item => !item.IsDeleted);
        return isEmpty ? [] : [Version(subject, version)];
    }

    /// <summary>The ids of the schemas that import a version.</summary>
    public IReadOnlyList<int> ReferencedBy(SubjectVersion target) =>
        [.. Referencing(target.Subject, target.Version).Select(item => item.Id).Distinct().Order()];

    IEnumerable<SubjectVersion> Referencing(string subject, int version) => _state.All.Where(item =>
        !item.IsDeleted
            && item.Schema.References.Any(reference => reference.Subject == subject && reference.Version == version));

    static int? ParseVersion(string version)
    {
        if (version is LatestWord or "-1")
            return null;
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw RegistryException.InvalidVersion(version);
    }
}
