namespace StreamApps.Processing;

/// <summary>The children that get the same records.</summary>
internal sealed class Outlet<TKey, TValue>(TaskContext context, Node owner)
{
    Node<TKey, TValue>[] _children = [];

    public void Add(Node child) => _children = [.. _children, (Node<TKey, TValue>)child];

    public void Forward(in Record<TKey, TValue> record)
    {
        foreach (var child in _children)
            context.Deliver(child, record);
        // Left as it is by an exception, it names the node that failed.
        context.Current = owner;
    }

    public void ForwardTo(in Record<TKey, TValue> record, string name)
    {
        var child = Array.Find(_children, child => child.Name == name) ?? throw new ArgumentException(
            $"'{owner.Name}' has no child '{name}'; it has {string.Join(", ", _children.Select(c => $"'{c.Name}'"))}",
            nameof(name));
        context.Deliver(child, record);
        context.Current = owner;
    }
}
