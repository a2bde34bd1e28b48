using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Sinks and repartitions.</summary>
internal sealed partial class KStream<TKey, TValue>
{
    ISerde<TKey>? KeySerde { get; } = keySerde;

    ISerde<TValue>? ValueSerde { get; } = valueSerde;

    public void To(string name, Topic<TKey, TValue> topic, SinkOptions<TKey, TValue>? options = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        AddSink(name, [topic], selector: null, options);
    }

    public void To(
        string name,
        Func<TKey, TValue, string> selector,
        IReadOnlyList<Topic<TKey, TValue>> topics,
        SinkOptions<TKey, TValue>? options = null)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(topics);
        if (topics.Count == 0)
            throw new TopologyException(
                TopologyErrorKind.Topic,
                $"sink '{name}' declares no topic: name those that its selector may choose");
        AddSink(name, topics, selector, options);
    }

    public IKStream<TKey, TValue> Repartition(
        string name,
        ISerde<TKey>? keySerde = null,
        ISerde<TValue>? valueSerde = null,
        RepartitionOptions<TKey, TValue>? options = null)
    {
        if (options is null && builder.FindRepartition<KStream<TKey, TValue>>(name, Node) is { } known)
            return known;
        var key = StreamBuilder.RequireSerde(keySerde ?? KeySerde, name, "key");
        var value = StreamBuilder.RequireSerde(valueSerde ?? ValueSerde, name, "value");
        TopicName[] topic = [new TopicName($"{name}-repartition", IsInternal: true)];
        var sinkOptions = new SinkOptions<TKey, TValue> { AppendTime = options?.AppendTime ?? false };
        var dropNullKeys = options is not { KeepNullKeys: true };
        builder.Add(new NodeSpec
        {
            Name = $"{name}.write",
            Operator = "repartition",
            Kind = NodeKind.Sink,
            Parents = [Node],
            Topics = topic,
            Create = () => new SinkNode<TKey, TValue>(new(topic, key, value, null, dropNullKeys), sinkOptions),
        });
        var sourceOptions = new SourceOptions<TKey, TValue> { Timestamps = options?.Timestamps };
        var source = builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "source",
            Kind = NodeKind.Source,
            Topics = topic,
            RequestedPartitions = options?.Partitions,
            Create = () => new SourceNode<TKey, TValue>(key, value, sourceOptions),
        });
        var again = new KStream<TKey, TValue>(builder, source, key, value);
        if (options is null)
            builder.AddRepartition(name, Node, again);
        return again;
    }

    void AddSink(
        string name,
        IReadOnlyList<Topic<TKey, TValue>> topics,
        Func<TKey, TValue, string>? selector,
        SinkOptions<TKey, TValue>? options)
    {
        var key = StreamBuilder.RequireSerde(topics[0].KeySerde, name, "key");
        var value = StreamBuilder.RequireSerde(topics[0].ValueSerde, name, "value");
        TopicName[] names = [.. topics.Select(topic => new TopicName(topic.Name, IsInternal: false))];
        var chosen = options ?? SinkOptions<TKey, TValue>.Default;
        builder.Add(new NodeSpec
        {
            Name = name,
            Operator = "sink",
            Kind = NodeKind.Sink,
            Parents = [Node],
            Topics = names,
            AllowOwnSource = chosen.AllowOwnSource,
            Create = () => new SinkNode<TKey, TValue>(new(names, key, value, selector, dropNullKeys: false), chosen),
        });
    }
}
