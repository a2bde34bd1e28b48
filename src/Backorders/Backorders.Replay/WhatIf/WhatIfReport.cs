namespace Backorders.Replay.WhatIf;

/// <summary>What another policy would have changed. Not thread-safe.</summary>
public sealed class WhatIfReport
{
    /// <summary>Commands read.</summary>
    public long Commands { get; set; }

    /// <summary>Records that are no command; the allocator made dead letters of them.</summary>
    public long Unreadable { get; set; }

    /// <summary>Lines that would have been filled sooner, or at all.</summary>
    public List<ChangedLine> Sooner { get; } = [];

    /// <summary>Lines that would have been filled later.</summary>
    public List<ChangedLine> Later { get; } = [];

    /// <summary>Lines that were filled and would not have been.</summary>
    public List<ChangedLine> NotAtAll { get; } = [];

    /// <summary>Fill rates by priority class.</summary>
    public SortedDictionary<int, ClassFill> Classes { get; } = [];

    internal ClassFill Class(int priorityClass)
    {
        if (!Classes.TryGetValue(priorityClass, out var fill))
            Classes.Add(priorityClass, fill = new ClassFill());
        return fill;
    }

    /// <summary>The reports of several partitions as one, in the order of order, line and SKU.</summary>
    public static WhatIfReport Of(IReadOnlyList<WhatIfReport> parts)
    {
        var whole = new WhatIfReport();
        foreach (var part in parts)
        {
            whole.Commands += part.Commands;
            whole.Unreadable += part.Unreadable;
            foreach (var (priorityClass, fill) in part.Classes)
                whole.Class(priorityClass).Add(fill);
        }
        Merge(parts, part => part.Sooner, whole.Sooner);
        Merge(parts, part => part.Later, whole.Later);
        Merge(parts, part => part.NotAtAll, whole.NotAtAll);
        return whole;
    }

    /// <summary>Brings the lists into the order of order, line and SKU.</summary>
    internal void Sort()
    {
        Sooner.Sort(ChangedLine.Order);
        Later.Sort(ChangedLine.Order);
        NotAtAll.Sort(ChangedLine.Order);
    }

    static void Merge(
        IReadOnlyList<WhatIfReport> parts, Func<WhatIfReport, List<ChangedLine>> list, List<ChangedLine> merged)
    {
        var next = new PriorityQueue<(List<ChangedLine> Lines, int Index), ChangedLine>(ChangedLine.Order);
        foreach (var lines in parts.Select(list).Where(lines => lines.Count > 0))
            next.Enqueue((lines, 0), lines[0]);
        while (next.TryPeek(out var head, out var line))
        {
            merged.Add(line);
            var (lines, index) = (head.Lines, head.Index + 1);
            if (index < lines.Count)
                next.DequeueEnqueue((lines, index), lines[index]);
            else
                next.Dequeue();
        }
    }
}

/// <summary>A line that fares differently.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="LineId">The line.</param>
/// <param name="Sku">Its SKU.</param>
/// <param name="PriorityClass">Its class.</param>
/// <param name="Was">Log time since which it has waited for nothing; null when it waits.</param>
/// <param name="Would">The same with the other policy.</param>
public sealed record ChangedLine(
    string OrderId, string LineId, string Sku, int PriorityClass, string? Was, string? Would)
{
    internal static Comparer<ChangedLine> Order { get; } = Comparer<ChangedLine>.Create((left, right) =>
    {
        var byLine = new OrderLineId(left.OrderId, left.LineId).CompareTo(new(right.OrderId, right.LineId));
        return byLine != 0 ? byLine : Utf8Order.Compare(left.Sku, right.Sku);
    });
}

/// <summary>The figures of a priority class, in units.</summary>
public sealed class ClassFill
{
    /// <summary>Lines.</summary>
    public long Lines { get; private set; }

    /// <summary>Units ordered and not cancelled.</summary>
    public decimal Ordered { get; private set; }

    /// <summary>Allocated in the command that placed the line.</summary>
    public decimal AtOnceWas { get; private set; }

    /// <summary>The same with the other policy.</summary>
    public decimal AtOnceWould { get; private set; }

    /// <summary>Allocated or shipped at the end.</summary>
    public decimal FilledWas { get; private set; }

    /// <summary>The same with the other policy.</summary>
    public decimal FilledWould { get; private set; }

    internal void Add(ClassFill other)
    {
        Lines += other.Lines;
        Ordered += other.Ordered;
        AtOnceWas += other.AtOnceWas;
        AtOnceWould += other.AtOnceWould;
        FilledWas += other.FilledWas;
        FilledWould += other.FilledWould;
    }

    internal void Add(in LineOutcome was, in LineOutcome would)
    {
        Lines++;
        Ordered += was.Ordered;
        AtOnceWas += was.AtOnce;
        AtOnceWould += would.AtOnce;
        FilledWas += was.Filled;
        FilledWould += would.Filled;
    }
}
