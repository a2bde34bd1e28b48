namespace StreamApps.Transport;

/// <summary>A topic as it is on the broker.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">How many partitions it has.</param>
/// <param name="Settings">Its settings, such as <c>cleanup.policy</c>.</param>
public sealed record TopicDescription(string Name, int Partitions, IReadOnlyDictionary<string, string> Settings);
