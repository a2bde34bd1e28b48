using StreamApps.State;

namespace StreamApps.StateBackend.Conformance;

public sealed class InMemoryStoreConformance : StoreConformance
{
    protected override IStateBackend Backend { get; } = new InMemoryStateBackend();
}
