namespace StreamApps.EmbeddedKafka.Core;

/// <summary>What the core needs to know beside its ports.</summary>
/// <param name="Host">The host that clients are told to connect to.</param>
/// <param name="Port">The port that clients are told to connect to.</param>
/// <param name="DefaultPartitions">Partitions of a topic made without a number.</param>
/// <param name="AutoCreateTopics">Whether a Metadata request may make a topic.</param>
/// <param name="FlushEveryWrite">Whether each append is forced to the device before it is acknowledged.</param>
/// <param name="MinSessionTimeoutMs">The shortest session time-out of a group member.</param>
/// <param name="MaxSessionTimeoutMs">The longest session time-out of a group member.</param>
internal sealed record CoreOptions(
    string Host, int Port, int DefaultPartitions, bool AutoCreateTopics, bool FlushEveryWrite,
    int MinSessionTimeoutMs = 6_000, int MaxSessionTimeoutMs = 1_800_000)
{
    /// <summary>
    /// Takes a line about something that a person should know; called from within calls into the core.
    /// </summary>
    public Action<string> Report { get; init; } = static _ => { };
}
