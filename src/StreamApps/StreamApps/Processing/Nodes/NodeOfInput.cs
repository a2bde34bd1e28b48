namespace StreamApps.Processing;

/// <summary>A node that takes records of these types.</summary>
internal abstract class Node<TKey, TValue> : Node
{
    public abstract void Process(in Record<TKey, TValue> record);
}
