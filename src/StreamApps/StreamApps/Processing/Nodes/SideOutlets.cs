namespace StreamApps.Processing;

/// <summary>The side outputs of a node that somebody reads.</summary>
internal sealed class SideOutlets
{
    readonly List<(string Name, Node Child)> _children = [];

    public void Add(string name, Node child) => _children.Add((name, child));

    /// <summary>Sends the record to all readers of the side output.</summary>
    public void Forward<TKey, TValue>(TaskContext context, Node owner, string name, in Record<TKey, TValue> record)
    {
        context.Options.SideOutputs?.Send(owner.Name, name, record);
        context.Options.Trace?.SentAside(name, record);
        foreach (var (side, child) in _children)
        {
            if (side == name)
                context.Deliver((Node<TKey, TValue>)child, record);
        }
        context.Current = owner;
    }
}
