using System.Buffers;
using Backorders.Contracts;
using StreamApps;

namespace Backorders.Topologies;

/// <summary>A command on its way to the command log.</summary>
/// <param name="Command">The command.</param>
/// <param name="Partition">
/// The partition that it is for, where that is not the one of its key: a default policy and a
/// tick are a partition's own.
/// </param>
sealed record RoutedCommand(InventoryCommand Command, int? Partition)
{
    /// <summary>The key of commands that are a partition's own.</summary>
    public const string PartitionKey = "*";

    /// <summary>The command log, written by routed commands.</summary>
    public static Topic<string, RoutedCommand> Log { get; } = new(
        BackordersTopics.InventoryCommands.Name,
        BackordersTopics.InventoryCommands.KeySerde,
        new CommandSerde(BackordersTopics.InventoryCommands.ValueSerde));

    /// <summary>How it is written.</summary>
    public static SinkOptions<string, RoutedCommand> SinkOptions(bool allowOwnSource = false) => new()
    {
        AppendTime = true,
        AllowOwnSource = allowOwnSource,
        Partition = static record => record.Value.Partition,
    };

    sealed class CommandSerde(ISerde<InventoryCommand> commands) : ISerde<RoutedCommand>
    {
        public void Serialize(RoutedCommand value, IBufferWriter<byte> output) =>
            commands.Serialize(value.Command, output);

        public RoutedCommand Deserialize(ReadOnlySpan<byte> bytes) => new(commands.Deserialize(bytes), null);
    }
}
