namespace StreamApps.Processing;

/// <summary>Sends each record to the first branch that takes it; a branch without predicate takes all.</summary>
internal sealed class SplitNode<TKey, TValue>(
    IReadOnlyList<(string Name, Func<TKey, TValue, bool>? Predicate)> branches)
    : Node<TKey, TValue>
{
    readonly Node<TKey, TValue>?[] _children = new Node<TKey, TValue>?[branches.Count];

    public override void AddChild(Node child, string? sideOutput)
    {
        for (var index = 0; index < branches.Count; index++)
        {
            if (branches[index].Name == sideOutput)
                _children[index] = (Node<TKey, TValue>)child;
        }
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        for (var index = 0; index < _children.Length; index++)
        {
            if (branches[index].Predicate?.Invoke(record.Key, record.Value) == false)
                continue;
            if (_children[index] is { } child)
            {
                Context.Deliver(child, record);
                Context.Current = this;
            }
            return;
        }
    }
}
