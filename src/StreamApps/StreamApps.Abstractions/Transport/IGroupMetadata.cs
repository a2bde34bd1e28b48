namespace StreamApps.Transport;

/// <summary>
/// Which member of which generation of a group a consumer was when it was asked. Kafka checks member and generation
/// and never who owns a partition, so it is captured once after each assignment and used for all work read under it.
/// </summary>
public interface IGroupMetadata
{
    /// <summary>
    /// False when there is no generation or member id: the broker would accept such a commit unchecked, so the
    /// producer refuses it.
    /// </summary>
    bool IsMember { get; }
}
