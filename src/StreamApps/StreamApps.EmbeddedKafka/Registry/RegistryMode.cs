namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>What may be done with a subject.</summary>
internal enum RegistryMode
{
    ReadWrite,
    ReadOnly,

    /// <summary>As <see cref="ReadOnly"/>, whatever the subjects' own modes say.</summary>
    ReadOnlyOverride,

    /// <summary>Schemas come with their ids and versions, unchecked.</summary>
    Import,
}
