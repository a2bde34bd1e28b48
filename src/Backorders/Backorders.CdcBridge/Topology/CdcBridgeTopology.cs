using Backorders.CdcBridge.Mapping;
using Backorders.Contracts;
using StreamApps;
using StreamApps.Processing;
using StreamApps.State;

namespace Backorders.CdcBridge.Topology;

/// <summary>
/// The bridge as a topology: the topics of a source come together in one task, which has its state, and leave as
/// commands. Input positions, state, commands, exceptions and dead letters are one transaction.
/// </summary>
static class CdcBridgeTopology
{
    /// <summary>The topology's name, and its application id.</summary>
    public const string Name = "cdc-bridge";

    internal static readonly StoreDescriptor<IBytesStore> State = Stores.Bytes("bridge");
    internal static readonly OutputTag<string, BusinessException> Exceptions = new("exceptions");
    internal static readonly OutputTag<byte[], byte[]> DeadLetters = new("dead-letters");

    /// <summary>Where records that have no effect go, with their own bytes.</summary>
    public static Topic<byte[], byte[]> DeadLetterTopic { get; } = new(
        BackordersTopics.DeadLetters, Serdes.Bytes, Serdes.Bytes);

    /// <summary>Builds the topology for a source.</summary>
    public static StreamApps.Topology Build(BridgeMapping mapping)
    {
        var builder = new StreamBuilder();
        var metrics = new BridgeMetrics(mapping.Source.Name);
        Topic<byte[], byte[]>[] topics = [.. mapping.AllTopics.Select(Captured)];
        var collected = builder.Stream("captured", topics).Process(
            "collect", () => new Collector(mapping.Source.Name, metrics));
        collected.SideOutput(DeadLetters).To("collect-dead-letters", DeadLetterTopic, new() { AppendTime = true });
        // One source has one log, and what stands in it concerns other tables and other keys: the new key of a moved
        // row, all rows of a truncated table, the rows that a snapshot did not have. One task of a source sees it all.
        var bridged = collected
            .Repartition(
                "source", Serdes.String, new CapturedRecordSerde(), new() { Partitions = 1, AppendTime = true })
            .Process("bridge", () => new BridgeProcessor(mapping, metrics), State);
        bridged.To("commands", BackordersTopics.InventoryCommands, new() { AppendTime = true });
        bridged.SideOutput(Exceptions).To("exceptions", BackordersTopics.Exceptions, new() { AppendTime = true });
        bridged.SideOutput(DeadLetters).To("dead-letters", DeadLetterTopic, new() { AppendTime = true });
        return builder.Build(Name);
    }

    /// <summary>A captured topic, of bytes.</summary>
    public static Topic<byte[], byte[]> Captured(string name) => new(name, Serdes.Bytes, Serdes.Bytes);
}
