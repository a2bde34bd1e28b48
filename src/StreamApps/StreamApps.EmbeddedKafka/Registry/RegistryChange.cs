namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>One record of the registry's topic.</summary>
internal abstract record RegistryChange
{
    /// <summary>A schema under a subject, new or with another mark of deletion.</summary>
    public sealed record Schema(SubjectVersion Item) : RegistryChange;

    /// <summary>A schema that is gone from its subject for good.</summary>
    public sealed record SchemaGone(string Subject, int Version) : RegistryChange;

    /// <summary>All versions of a subject up to one are soft-deleted: as other registries write it.</summary>
    public sealed record SubjectDeleted(string Subject, int UpTo) : RegistryChange;

    /// <summary>A level of compatibility, of a subject or of all; null takes it back.</summary>
    public sealed record Level(string Subject, CompatibilityLevel? Value) : RegistryChange;

    /// <summary>A mode, of a subject or of all; null takes it back.</summary>
    public sealed record Mode(string Subject, RegistryMode? Value) : RegistryChange;

    /// <summary>The largest id that was ever given out.</summary>
    public sealed record LastId(int Id) : RegistryChange;

    public void ApplyTo(RegistryState state)
    {
        switch (this)
        {
            case Schema change:
                state.Put(change.Item);
                break;
            case SchemaGone change:
                state.Remove(change.Subject, change.Version);
                break;
            case SubjectDeleted change:
                foreach (var item in state.Versions(change.Subject).Where(item => item.Version <= change.UpTo).ToList())
                    state.Put(item with { IsDeleted = true });
                break;
            case Level change:
                state.SetLevel(change.Subject, change.Value);
                break;
            case Mode change:
                state.SetMode(change.Subject, change.Value);
                break;
            case LastId change:
                state.NoteLastId(change.Id);
                break;
            default:
                throw new InvalidOperationException($"{GetType().Name} is no change of the registry");
        }
    }
}
