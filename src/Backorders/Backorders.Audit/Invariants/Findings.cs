using System.Runtime.CompilerServices;

namespace Backorders.Audit.Invariants;

/// <summary>Collects what the checks find and how often they looked.</summary>
internal sealed class Findings
{
    readonly List<Violation> _violations = [];
    readonly Dictionary<string, long> _checks = new(StringComparer.Ordinal);

    public int Count => _violations.Count;

    public void Looked(string invariant, long times = 1) =>
        _checks[invariant] = _checks.GetValueOrDefault(invariant) + times;

    public void Require(
        bool holds, string invariant, EventPlace place,
        [InterpolatedStringHandlerArgument(nameof(holds))] ref FaultText message)
    {
        Looked(invariant);
        if (!holds)
            Add(invariant, place, message.Take());
    }

    public void Add(string invariant, EventPlace place, string message) =>
        _violations.Add(new(invariant, place, message));

    public AuditReport ToReport()
    {
        var checks = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        for (var number = 1; number <= 7; number++)
            checks[$"I{number}"] = _checks.GetValueOrDefault($"I{number}");
        return new([.. _violations], checks.ToImmutable());
    }
}
