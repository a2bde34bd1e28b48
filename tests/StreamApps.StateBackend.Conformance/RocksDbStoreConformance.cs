using StreamApps.RocksDb;
using StreamApps.State;

namespace StreamApps.StateBackend.Conformance;

public sealed class RocksDbStoreConformance : StoreConformance
{
    protected override IStateBackend Backend { get; } = new RocksDbStateBackend();
}
