using Backorders.Replay.Vectors;

namespace Backorders.Allocation.Conformance;

/// <summary>Something that claims to allocate as the specification says.</summary>
internal interface IVectorSubject
{
    /// <summary>The events of one record of a vector as a JSON array.</summary>
    string Handle(AllocationVector vector, int index);

    /// <summary>The snapshot as JSON.</summary>
    string Snapshot();
}
