namespace StreamApps.EmbeddedKafka.Registry;

/// <summary>What a new schema of a subject must be able to do with data of its earlier ones.</summary>
internal enum CompatibilityLevel
{
    /// <summary>Anything.</summary>
    None,

    /// <summary>Read what the latest schema wrote.</summary>
    Backward,

    /// <summary>Read what any earlier schema wrote.</summary>
    BackwardTransitive,

    /// <summary>Write what the latest schema can read.</summary>
    Forward,

    /// <summary>Write what any earlier schema can read.</summary>
    ForwardTransitive,

    /// <summary>Both, with the latest.</summary>
    Full,

    /// <summary>Both, with any earlier one.</summary>
    FullTransitive,
}
