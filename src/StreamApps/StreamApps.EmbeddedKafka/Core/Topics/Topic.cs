using StreamApps.EmbeddedKafka.Core.Log;

namespace StreamApps.EmbeddedKafka.Core.Topics;

/// <summary>A topic: its name, its id for ever, its settings and the logs of its partitions.</summary>
internal sealed class Topic(string name, Guid id, TopicConfig config, bool isInternal)
{
    readonly List<PartitionLog> _partitions = [];

    public string Name { get; } = name;

    public Guid Id { get; } = id;

    public TopicConfig Config { get; private set; } = config;

    public bool IsInternal { get; } = isInternal;

    public IReadOnlyList<PartitionLog> Partitions => _partitions;

    public PartitionLog? Partition(int index) =>
        index >= 0 && index < _partitions.Count ? _partitions[index] : null;

    public void Add(PartitionLog log) => _partitions.Add(log);

    public void Configure(TopicConfig config)
    {
        Config = config;
        foreach (var log in _partitions)
            log.Config = config;
    }
}
