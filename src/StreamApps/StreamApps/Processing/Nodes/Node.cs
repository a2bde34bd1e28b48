namespace StreamApps.Processing;

/// <summary>A node of one task's graph.</summary>
internal abstract class Node
{
    TaskContext? _context;

    /// <summary>The name of its description.</summary>
    public string Name { get; private set; } = "";

    protected TaskContext Context => _context ?? throw new InvalidOperationException("the node is not attached");

    /// <summary>Makes it part of a task.</summary>
    public virtual void Attach(string name, TaskContext context)
    {
        Name = name;
        _context = context;
    }

    /// <summary>Called when all nodes of the task are linked.</summary>
    public virtual void Init()
    {
    }

    /// <summary>Links a child, which gets what this node forwards, or what it sends to one side output.</summary>
    public abstract void AddChild(Node child, string? sideOutput);
}
