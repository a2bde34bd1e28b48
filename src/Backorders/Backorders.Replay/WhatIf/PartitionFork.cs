using Backorders.Replay.Commands;
using Backorders.Replay.Explain;

namespace Backorders.Replay.WhatIf;

/// <summary>
/// Reads one partition of a log twice at once: as it was, and with another policy from a point on. In the fork, later
/// policies of that scope are left out. A policy of one SKU changes nothing for the others: these are read once. Not
/// thread-safe.
/// </summary>
public sealed class PartitionFork
{
    const long LastTimestamp = 253_402_300_799_999;

    readonly ForkPolicy _policy;
    readonly LogPoint _from;
    readonly LineOutcomes _lines = new();
    readonly Reading _base;
    readonly Reading _fork;
    // The only SKU of the fork; null when it has all.
    readonly string? _only;
    // Records stay here while what they read is asked for.
    readonly Queue<LogRecord> _coming = new(Allocator.PrefetchDistance + 1);
    bool _forked;

    /// <summary>Begins before the partition's first record.</summary>
    /// <param name="policy">The policy to try.</param>
    /// <param name="from">
    /// The last point before the fork: a position of this partition or a log time; the default forks at the start.
    /// </param>
    public PartitionFork(ForkPolicy policy, LogPoint from)
        : this(policy, from, readsAll: false)
    {
    }

    internal PartitionFork(ForkPolicy policy, LogPoint from, bool readsAll)
    {
        ArgumentNullException.ThrowIfNull(policy);
        (_policy, _from) = (policy, from);
        (_base, _fork) = (new(_lines, 0), new(_lines, 1));
        _only = readsAll || policy.Scope == Sku.Partition.Value ? null : policy.Scope;
    }

    /// <summary>Records taken.</summary>
    public long Commands { get; private set; }

    /// <summary>Takes the next record. It is handled with those that come after it, or in the end.</summary>
    /// <exception cref="ReplayFormatException">The policy is none; found when the fork begins.</exception>
    public void Add(LogRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Commands++;
        Prefetch(record.Command);
        _coming.Enqueue(record);
        if (_coming.Count > Allocator.PrefetchDistance)
            Handle(_coming.Dequeue());
    }

    /// <summary>What differs so far, and the figures of each class.</summary>
    /// <exception cref="ReplayFormatException">The policy is none; found when the fork begins.</exception>
    public WhatIfReport Compare()
    {
        while (_coming.TryDequeue(out var record))
            Handle(record);
        var report = new WhatIfReport { Commands = Commands };
        _lines.Visit((sku, line, pair) =>
        {
            var would = _only is null || sku.Value == _only ? pair.Would : pair.Was;
            if (pair.Was.IsAccepted && would.IsAccepted)
                Compare(report, sku, line, pair.Was, would);
        });
        report.Sort();
        return report;
    }

    // All that keep something of the line get its hash, which takes longer to compute than to use.
    void Prefetch(AllocationCommand command)
    {
        var hash = InMemoryAllocationState.LineHashOf(command);
        _base.Prefetch(command, hash);
        if (_only is null || Concerns(command, _only))
            _fork.Prefetch(command, hash);
        _lines.Prefetch(command, hash);
    }

    void Handle(LogRecord record)
    {
        if (!_forked && IsPast(record))
            Fork(record.Position);
        _base.Handle(record);
        if (IsLeftOut(record.Command))
            _fork.Pass(_base.LogTime);
        else
            _fork.Handle(record);
    }

    static void Compare(WhatIfReport report, Sku sku, OrderLineId id, in LineOutcome was, in LineOutcome would)
    {
        report.Class(was.PriorityClass).Add(was, would);
        if (was.FilledAt == would.FilledAt)
            return;
        var line = new ChangedLine(
            id.OrderId, id.LineId, sku.Value, was.PriorityClass, Time(was.FilledAt), Time(would.FilledAt));
        if (would.FilledAt is null)
            report.NotAtAll.Add(line);
        else if (was.FilledAt is null || would.FilledAt < was.FilledAt)
            report.Sooner.Add(line);
        else
            report.Later.Add(line);
    }

    bool IsLeftOut(AllocationCommand command) =>
        _forked && command is SetPolicy policy && policy.Sku == _policy.Scope
        || _only is not null && !Concerns(command, _only);

    static bool Concerns(AllocationCommand command, string sku) =>
        command.Sku == sku || command is Tick || command is SetPolicy && command.Sku == Sku.Partition.Value;

    void Fork(LogPosition position)
    {
        _forked = true;
        var command = _policy.Command with { Version = _fork.VersionOf(_policy.Scope) + 1 };
        var events = _fork.Handle(new(position, _fork.LogTime, command));
        if (events.OfType<CommandRejected>().FirstOrDefault() is { } refused)
        {
            throw new ReplayFormatException(
                $"the policy is refused: {refused.Reason}{(refused.Field is null ? "" : $" ({refused.Field})")}");
        }
    }

    bool IsPast(LogRecord record)
    {
        if (_from.Position is { } position && position.Partition == record.Position.Partition)
            return record.Position.Offset > position.Offset;
        var time = record.Timestamp > LastTimestamp ? _base.LogTime : Math.Max(_base.LogTime, record.Timestamp);
        return _from.Time is not { } from || time > from;
    }

    static string? Time(long? ms) => ms is { } time ? PositionText.OfTime(time) : null;
}
