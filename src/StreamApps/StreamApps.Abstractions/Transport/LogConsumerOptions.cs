namespace StreamApps.Transport;

/// <summary>What a group consumer is.</summary>
/// <param name="GroupId">The consumer group: the application id.</param>
/// <param name="InstanceId">
/// The static member id (<c>group.instance.id</c>), stable across restarts, so that a restart within the session
/// time-out moves no partition.
/// </param>
/// <param name="SessionTimeout">How long the group waits for a member that says nothing.</param>
public sealed record LogConsumerOptions(string GroupId, string InstanceId, TimeSpan SessionTimeout);
