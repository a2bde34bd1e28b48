using System.Diagnostics.CodeAnalysis;

namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>What the registry's topic says: the fold of its records, the same live and after a restart.</summary>
internal sealed class RegistryState
{
    /// <summary>The subject under which the registry's own level and mode are kept.</summary>
    public const string Everywhere = "";

    readonly SortedDictionary<string, SortedDictionary<int, SubjectVersion>> _subjects = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    readonly SortedDictionary<int, List<SubjectVersion>> _byId = [];
    readonly Dictionary<string, CompatibilityLevel> _levels = new(StringComparer.Ordinal);
    readonly Dictionary<string, RegistryMode> _modes = new(StringComparer.Ordinal);

    public int LastId { get; private set; }

    public IEnumerable<SubjectVersion> All => _subjects.Values.SelectMany(versions => versions.Values);

    public bool IsEmpty => _subjects.Count == 0;

    public IReadOnlyCollection<SubjectVersion> Versions(string subject) =>
        _subjects.TryGetValue(subject, out var versions) ? versions.Values : [];

    public SubjectVersion? Find(string subject, int version) =>
        _subjects.TryGetValue(subject, out var versions) ? versions.GetValueOrDefault(version) : null;

    public IReadOnlyList<SubjectVersion> WithId(int id) => _byId.TryGetValue(id, out var found) ? found : [];

    public bool TryGetId(string identity, out int id) => _ids.TryGetValue(identity, out id);

    public bool TryGetLevel(string subject, [NotNullWhen(true)] out CompatibilityLevel? level)
    {
        level = _levels.TryGetValue(subject, out var found) ? found : null;
        return level is not null;
    }

    public bool TryGetMode(string subject, [NotNullWhen(true)] out RegistryMode? mode)
    {
        mode = _modes.TryGetValue(subject, out var found) ? found : null;
        return mode is not null;
    }

    /// <summary>Ids up to this one were given out once, even when their schemas are gone: none is used again.</summary>
    public void NoteLastId(int id) => LastId = Math.Max(LastId, id);

    public void Put(SubjectVersion item)
    {
        Remove(item.Subject, item.Version);
        if (!_subjects.TryGetValue(item.Subject, out var versions))
            _subjects[item.Subject] = versions = [];
        versions[item.Version] = item;
        if (!_byId.TryGetValue(item.Id, out var sharing))
            _byId[item.Id] = sharing = [];
        sharing.Add(item);
        _ids.TryAdd(item.Schema.Identity, item.Id);
        NoteLastId(item.Id);
    }

    public void Remove(string subject, int version)
    {
        if (!_subjects.TryGetValue(subject, out var versions) || !versions.Remove(version, out var gone))
            return;
        if (versions.Count == 0)
            _subjects.Remove(subject);
        var sharing = _byId[gone.Id];
        sharing.Remove(gone);
        if (sharing.Count > 0)
            return;
        _byId.Remove(gone.Id);
        _ids.Remove(gone.Schema.Identity);
    }

    public void SetLevel(string subject, CompatibilityLevel? level)
    {
        if (level is { } value) _levels[subject] = value;
        else _levels.Remove(subject);
    }

    public void SetMode(string subject, RegistryMode? mode)
    {
        if (mode is { } value) _modes[subject] = value;
        else _modes.Remove(subject);
    }
}
