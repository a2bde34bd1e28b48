namespace StreamApps.Topologies;

/// <summary>A topic as a topology names it: an internal one gets the application id as a prefix.</summary>
internal readonly record struct TopicName(string Name, bool IsInternal)
{
    public string Resolve(string applicationId) => IsInternal ? $"{applicationId}-{Name}" : Name;

    public override string ToString() => IsInternal ? $"<application id>-{Name}" : Name;
}
