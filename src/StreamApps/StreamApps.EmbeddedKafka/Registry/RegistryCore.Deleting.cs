namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>Deletion in two steps: a soft one that hides, then a permanent one that forgets.</summary>
internal sealed partial class RegistryCore
{
    public int DeleteVersion(string subject, string version, bool permanent)
    {
        EnsureWritable(subject);
        var item = Version(subject, version, withDeleted: true);
        if (!_state.Versions(subject).Any(other => !other.IsDeleted) && !permanent)
            throw RegistryException.SubjectNotFound(subject);
        EnsureUnreferenced(item);
        if (permanent)
        {
            if (!item.IsDeleted)
                throw RegistryException.VersionNotSoftDeleted(subject, item.Version);
            Apply(new RegistryChange.SchemaGone(subject, item.Version), new RegistryChange.LastId(_state.LastId));
            return item.Version;
        }
        if (item.IsDeleted)
            throw RegistryException.VersionSoftDeleted(subject, item.Version);
        Apply(new RegistryChange.Schema(item with { IsDeleted = true }));
        return item.Version;
    }

    /// <summary>Deletes all versions together; their numbers.</summary>
    public IReadOnlyList<int> DeleteSubject(string subject, bool permanent)
    {
        EnsureWritable(subject);
        var versions = _state.Versions(subject).ToList();
        if (versions.Count == 0)
            throw RegistryException.SubjectNotFound(subject);
        var live = versions.Where(item => !item.IsDeleted).ToList();
        live.ForEach(EnsureUnreferenced);
        if (permanent)
        {
            if (live.Count > 0)
                throw RegistryException.SubjectNotSoftDeleted(subject);
            versions.ForEach(EnsureUnreferenced);
            Apply([
                .. versions.Select(item => new RegistryChange.SchemaGone(subject, item.Version)),
                .. OwnSettings(subject),
                new RegistryChange.LastId(_state.LastId),
            ]);
            return [.. versions.Select(item => item.Version)];
        }
        if (live.Count == 0)
            throw RegistryException.SubjectSoftDeleted(subject);
        Apply(
        [
            .. live.Select(item => new RegistryChange.Schema(item with { IsDeleted = true })),
            .. OwnSettings(subject),
        ]);
        return [.. live.Select(item => item.Version)];
    }

    /// <summary>
    /// A subject that is deleted loses its own level and mode, as its successor must not inherit them.
    /// </summary>
    IEnumerable<RegistryChange> OwnSettings(string subject)
    {
        if (_state.TryGetLevel(subject, out _))
            yield return new RegistryChange.Level(subject, null);
        if (_state.TryGetMode(subject, out _))
            yield return new RegistryChange.Mode(subject, null);
    }

    void EnsureUnreferenced(SubjectVersion item)
    {
        if (Referencing(item.Subject, item.Version).Any())
            throw RegistryException.Referenced(item.Subject, item.Version);
    }
}
