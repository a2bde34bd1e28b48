using StreamApps.State;

namespace StreamApps.StateBackend.Conformance;

public sealed class InMemoryConformance : StateBackendConformance
{
    protected override IStateBackend Backend { get; } = new InMemoryStateBackend();
}
