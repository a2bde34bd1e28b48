namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>
/// The registry as a state machine over its topic: every change is written first and then taken into the state. Only
/// the event loop calls it.
/// </summary>
internal sealed partial class RegistryCore
{
    readonly RegistryJournal _journal;
    readonly RegistryState _state;

    public RegistryCore(RegistryJournal journal)
    {
        _journal = journal;
        _state = journal.Load();
    }

    /// <summary>The largest id that was ever given out.</summary>
    public int LastId => _state.LastId;

    public CompatibilityLevel LevelOf(string subject) =>
        _state.TryGetLevel(subject, out var own) ? own.Value
        : _state.TryGetLevel(RegistryState.Everywhere, out var common) ? common.Value
        : CompatibilityLevel.Backward;

    public CompatibilityLevel OwnLevelOf(string subject) => _state.TryGetLevel(subject, out var own)
        ? own.Value
        : throw RegistryException.NoOwnCompatibility(subject);

    public RegistryMode ModeOf(string subject)
    {
        var common = _state.TryGetMode(RegistryState.Everywhere, out var found) ? found.Value : RegistryMode.ReadWrite;
        if (common == RegistryMode.ReadOnlyOverride)
            return common;
        return _state.TryGetMode(subject, out var own) ? own.Value : common;
    }

    public RegistryMode OwnModeOf(string subject) => _state.TryGetMode(subject, out var own)
        ? own.Value
        : throw RegistryException.NoOwnMode(subject);

    public void SetLevel(string subject, CompatibilityLevel level)
    {
        EnsureWritable(subject);
        Apply(new RegistryChange.Level(subject, level));
    }

    /// <summary>Takes a subject's own level back, or the common one; the level that it was.</summary>
    public CompatibilityLevel DeleteLevel(string subject)
    {
        EnsureWritable(subject);
        if (!_state.TryGetLevel(subject, out var own))
        {
            return subject == RegistryState.Everywhere
                ? CompatibilityLevel.Backward
                : throw RegistryException.SubjectNotFound(subject);
        }
        Apply(new RegistryChange.Level(subject, null));
        return own.Value;
    }

    public void SetMode(string subject, RegistryMode mode, bool force)
    {
        var hasSchemas = subject == RegistryState.Everywhere
            ? _state.All.Any(item => !item.IsDeleted)
            : _state.Versions(subject).Any(item => !item.IsDeleted);
        if (mode == RegistryMode.Import && hasSchemas && !force)
            throw RegistryException.NotPermitted("Cannot import since found existing subjects");
        Apply(new RegistryChange.Mode(subject, mode));
    }

    public RegistryMode DeleteMode(string subject)
    {
        if (!_state.TryGetMode(subject, out var own))
            throw RegistryException.SubjectNotFound(subject);
        Apply(new RegistryChange.Mode(subject, null));
        return own.Value;
    }

    void EnsureWritable(string subject)
    {
        if (ModeOf(subject) is RegistryMode.ReadOnly or RegistryMode.ReadOnlyOverride)
            throw RegistryException.NotPermitted($"Subject '{subject}' is in read-only mode");
    }

    void Apply(params IReadOnlyList<RegistryChange> changes)
    {
        _journal.Write(changes);
        foreach (var change in changes)
            change.ApplyTo(_state);
    }
}
