using StreamApps.RocksDb;
using StreamApps.State;

namespace StreamApps.StateBackend.Conformance;

public sealed class RocksDbConformance : StateBackendConformance
{
    protected override IStateBackend Backend { get; } = new RocksDbStateBackend();
}
