using StreamApps.Topologies;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// How many partitions each topic of a topology has or must get. A repartition topic gets what was asked for, or as
/// many as the inputs that it is joined with, or as many as the inputs of those that write it.
/// </summary>
sealed class TopicPlan
{
    readonly string _application;
    readonly Dictionary<string, int> _partitions;

    TopicPlan(string application, Dictionary<string, int> partitions) =>
        (_application, _partitions) = (application, partitions);

    /// <summary>The partitions of each topic by name, of those that are known.</summary>
    public IReadOnlyDictionary<string, int> Partitions => _partitions;

    /// <summary>Sub-topologies whose inputs need equal partition counts and do not have them.</summary>
    public List<string> Unequal { get; } = [];

    /// <summary>All that does not fit.</summary>
    public List<string> Problems { get; } = [];

    public static TopicPlan Of(
        Topology topology, string application, IReadOnlyDictionary<string, TopicDescription> external)
    {
        var known = external.ToDictionary(pair => pair.Key, pair => pair.Value.Partitions, StringComparer.Ordinal);
        var plan = new TopicPlan(application, known);
        plan.Resolve(topology.SubTopologies);
        foreach (var sub in topology.SubTopologies)
            plan.Check(sub);
        return plan;
    }

    /// <summary>How many tasks the sub-topology has, or null when none of its inputs is known.</summary>
    public int? TasksOf(SubTopology sub) => KnownInputs(sub).Select(input => (int?)input.Partitions).Max();

    // A repartition may feed another one: each round settles what the round before has made known.
    void Resolve(IReadOnlyList<SubTopology> subs)
    {
        bool settled;
        do
        {
            settled = false;
            foreach (var sub in subs)
            {
                foreach (var (topic, requested) in sub.RepartitionTopics)
                {
                    var name = topic.Resolve(_application);
                    if (_partitions.ContainsKey(name) || (requested ?? Derived(sub, topic, subs)) is not { } count)
                        continue;
                    _partitions.Add(name, count);
                    settled = true;
                }
            }
        }
        while (settled);
    }

    int? Derived(SubTopology reader, TopicName topic, IReadOnlyList<SubTopology> subs)
    {
        if (reader.NeedsCoPartitioning && TasksOf(reader) is { } joined)
            return joined;
        var writers = subs.Where(sub => sub.Outputs.Contains(topic)).ToList();
        return writers.TrueForAll(writer => TasksOf(writer) is not null) ? writers.Max(TasksOf) : null;
    }

    void Check(SubTopology sub)
    {
        var inputs = KnownInputs(sub);
        if (sub.NeedsCoPartitioning && inputs.Select(input => input.Partitions).Distinct().Count() > 1)
        {
            Unequal.Add(
                $"the inputs of {sub.Name} need equal numbers of partitions, but have "
                + string.Join(", ", inputs.Select(input => $"{input.Name}: {input.Partitions}")));
            Problems.Add(Unequal[^1]);
        }
        foreach (var input in sub.Inputs.Select(topic => topic.Resolve(_application))
            .Where(name => !_partitions.ContainsKey(name)))
        {
            Problems.Add(
                $"how many partitions {input} needs cannot be derived: say it where the repartition is declared");
        }
    }

    List<(string Name, int Partitions)> KnownInputs(SubTopology sub) =>
        [.. sub.Inputs
            .Select(topic => topic.Resolve(_application))
            .Where(_partitions.ContainsKey)
            .Select(name => (name, _partitions[name]))];
}
