using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Running;

/// <summary>A freedom of the vectors that we use on purpose.</summary>
/// <param name="Freedom">Its name in the vectors.</param>
/// <param name="Decision">The decision that says why, as a path in the repository.</param>
/// <param name="Normalise">
/// What is left of the records of a topic, expected and seen, when the departure does not count; null when the vector
/// says nothing about us then.
/// </param>
internal sealed record Departure(
    string Freedom, string Decision, Func<IReadOnlyList<RecordForm>, IReadOnlyList<RecordForm>>? Normalise)
{
    /// <summary>Those that we take. A freedom that is not here must be matched to the record.</summary>
    public static IReadOnlyList<Departure> Taken { get; } = [];
}
