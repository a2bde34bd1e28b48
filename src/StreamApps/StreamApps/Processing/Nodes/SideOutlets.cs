namespace StreamApps.Processing;

/// <summary>The side outputs of a node that somebody reads.</summary>
internal sealed class SideOutlets
{
    readonly List<(string Name, Node Child)> _children = [];

    public void Add(string name, Node child) => _children.Add((name, child));

    /// <summary>Sends the record to all readers of the side output.</summary>
    public void Forward<TKey, TValue>(TaskContext context, Node owner, string name, in Record<TKey, TValue> record)
    {
        foreach (var (side, child) in _children)
        {
            if (side != name)
                continue;
            context.Current = child;
            ((Node<TKey, TValue>)child).Process(record);
        }
        context.Current = owner;
    }
}
