namespace StreamApps.Processing;

/// <summary>A node that takes records of some types and forwards records of others.</summary>
internal abstract class OperatorNode<TKeyIn, TValueIn, TKeyOut, TValueOut> : Node<TKeyIn, TValueIn>
{
    Outlet<TKeyOut, TValueOut>? _outlet;

    protected Outlet<TKeyOut, TValueOut> Outlet => _outlet ??= new(Context, this);

    public override void AddChild(Node child, string? sideOutput)
    {
        if (sideOutput is not null)
            throw new InvalidOperationException($"'{Name}' has no side output '{sideOutput}'");
        Outlet.Add(child);
    }

    protected void Forward(in Record<TKeyOut, TValueOut> record) => Outlet.Forward(record);
}
