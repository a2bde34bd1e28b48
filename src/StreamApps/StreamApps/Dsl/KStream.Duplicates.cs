using StreamApps.Processing;
using StreamApps.Topologies;

namespace StreamApps;

/// <summary>Records that come more than once.</summary>
internal sealed partial class KStream<TKey, TValue>
{
    public IKStream<TKey, TValue> DropDuplicates(string name, TimeSpan within, ISerde<TKey>? keySerde = null) =>
        DropDuplicates(
            name, within, static (key, _) => key, StreamBuilder.RequireSerde(keySerde ?? KeySerde, name, "key"));

    public IKStream<TKey, TValue> DropDuplicates<TId>(
        string name, TimeSpan within, Func<TKey, TValue, TId?> id, ISerde<TId> idSerde)
    {
        ArgumentNullException.ThrowIfNull(id);
        TopologyChecks.CheckName(name, "drop-duplicates");
        RequireUnchangedKey(name);
        var serde = StreamBuilder.RequireSerde(idSerde, name, "id");
        if (within < TimeSpan.FromMilliseconds(1))
            throw new TopologyException(
                TopologyErrorKind.Setting,
                $"'{name}' remembers ids for {within}: use at least a millisecond");
        var milliseconds = (long)within.TotalMilliseconds;
        var node = Add(
            "drop-duplicates",
            () => new DropDuplicatesNode<TKey, TValue, TId>(id, serde, milliseconds, name),
            name,
            [new DuplicatesStoreDescriptor(name, milliseconds)]);
        return Same(node);
    }
}
