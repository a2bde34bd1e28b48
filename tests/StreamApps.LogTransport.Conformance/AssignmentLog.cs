using StreamApps.Transport;

namespace StreamApps.LogTransport.Conformance;

/// <summary>Follows what a consumer owns.</summary>
public sealed class AssignmentLog : IAssignmentListener
{
    public List<TopicPartition> Owned { get; } = [];

    public int Changes { get; private set; }

    public void Assigned(IReadOnlyList<TopicPartition> partitions)
    {
        Changes++;
        Owned.AddRange(partitions);
    }

    public void Revoked(IReadOnlyList<TopicPartition> partitions)
    {
        Changes++;
        Owned.RemoveAll(partitions.Contains);
    }

    public void Lost(IReadOnlyList<TopicPartition> partitions) => Revoked(partitions);
}
