using StreamApps.Conformance.Vectors;

namespace StreamApps.Conformance.Running;

/// <summary>How a vector ended, and what was different.</summary>
internal sealed record VectorResult(Vector Vector, Outcome Outcome, string Difference)
{
    /// <summary>All that a person needs to look into it.</summary>
    public override string ToString() =>
        $"{Vector.Name}: {Vector.Note}\n{Difference}\n" +
        $"  alone: ./backorders test --only StreamApps.Conformance --vector {Vector.Name} --trace text";
}
