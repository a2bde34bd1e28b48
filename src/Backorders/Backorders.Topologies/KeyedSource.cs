using StreamApps;

namespace Backorders.Topologies;

/// <summary>How the applications read their topics.</summary>
static class KeyedSource
{
    /// <summary>
    /// A record must be where its key belongs, or two tasks would decide about one SKU or order. Commands that are a
    /// partition's own are in every partition.
    /// </summary>
    public static SourceOptions<string, T> Options<T>() => new()
    {
        KeysByHash = static key => key != RoutedCommand.PartitionKey,
    };
}
