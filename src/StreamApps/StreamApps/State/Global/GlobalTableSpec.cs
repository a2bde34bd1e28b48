namespace StreamApps.State;

/// <summary>A global table of a topology: a topic of which every instance keeps all rows.</summary>
/// <param name="Name">The name of the table and of its store.</param>
/// <param name="Topic">The topic, all of whose partitions are read.</param>
/// <param name="Store">The rows.</param>
/// <param name="Verify">Reads key and value and throws when they are no row, before they are kept.</param>
internal sealed record GlobalTableSpec(string Name, string Topic, StoreDescriptor Store, Action<LogRecord> Verify);
