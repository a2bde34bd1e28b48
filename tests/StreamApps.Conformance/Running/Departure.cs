namespace StreamApps.Conformance.Running;

/// <summary>
/// A freedom of the vectors that an option of ours uses on purpose: such a vector says nothing about it.
/// </summary>
/// <param name="Freedom">Its name in the vectors.</param>
/// <param name="Decision">The decision that says why, as a path in the repository.</param>
internal sealed record Departure(string Freedom, string Decision)
{
    const string JoinTiming = "docs/adr/0020-join-timing.md";

    /// <summary>
    /// Those of joins as they are by default. There are no others: what is not one of these must be matched to the
    /// record.
    /// </summary>
    public static IReadOnlyList<Departure> OfDefaultJoins { get; } =
    [
        new("join-early-null", JoinTiming),
        new("join-delayed-null", JoinTiming),
        new("join-late-pair", JoinTiming),
    ];
}
