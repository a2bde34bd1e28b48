using StreamApps.State;
using StreamApps.Topologies;

namespace StreamApps.Processing;

/// <summary>A table that has no rows in a changelog: they are restored from the topic that it is read from.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Store">Where the rows are.</param>
/// <param name="CreateReader">Makes what turns records of the topic into rows; one for each task.</param>
internal sealed record SourceTable(TopicName Topic, StoreDescriptor Store, Func<ISourceRowReader> CreateReader);
