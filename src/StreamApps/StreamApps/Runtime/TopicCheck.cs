using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// Compares a topology with the broker's topics before anything runs: creates what is the library's own, and reports
/// every other difference at once.
/// </summary>
static class TopicCheck
{
    static readonly TimeSpan CreateTimeout = TimeSpan.FromSeconds(15);

    /// <exception cref="StreamsException">Topics are missing or do not fit; the message lists them all.</exception>
    public static void Run(Topology topology, StreamsOptions options, IReadOnlyCollection<string> extraTopics, ILogAdmin admin)
    {
        var application = options.ApplicationId;
        var external = topology.SubTopologies
            .SelectMany(sub => sub.Inputs.Concat(sub.Outputs))
            .Where(topic => !topic.IsInternal)
            .Select(topic => topic.Resolve(application))
            .Concat(extraTopics)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var found = admin.Describe(external);
        var problems = external.Where(topic => !found.ContainsKey(topic))
            .Select(topic => $"topic {topic} does not exist")
            .ToList();

        var created = new List<TopicSpec>();
        foreach (var sub in topology.SubTopologies)
        {
            var counts = sub.Inputs.Where(topic => !topic.IsInternal)
                .Select(topic => topic.Resolve(application))
                .Where(found.ContainsKey)
                .ToDictionary(topic => topic, topic => found[topic].Partitions, StringComparer.Ordinal);
            if (counts.Count == 0)
                continue;
            if (sub.NeedsCoPartitioning && counts.Values.Distinct().Count() > 1)
            {
                problems.Add(
                    $"the inputs of {sub.Name} need equal numbers of partitions, but have "
                    + string.Join(", ", counts.Select(pair => $"{pair.Key}: {pair.Value}")));
            }
            var partitions = counts.Values.Max();
            created.AddRange(sub.Inputs.Where(topic => topic.IsInternal)
                .Select(topic => Repartition(topic.Resolve(application), partitions)));
            if (sub.Changelog is { } changelog)
                created.Add(Changelog(changelog.Resolve(application), partitions, options));
        }
        if (problems.Count > 0)
            throw new StreamsException($"{application} cannot start: {string.Join("; ", problems)}");
        Create(created, admin);
    }

    static void Create(List<TopicSpec> specs, ILogAdmin admin)
    {
        admin.Create(specs, CreateTimeout);
        var found = admin.Describe([.. specs.Select(spec => spec.Name)]);
        var wrong = specs
            .Where(spec => found.TryGetValue(spec.Name, out var topic) && topic.Partitions != spec.Partitions)
            .Select(spec => $"{spec.Name} has {found[spec.Name].Partitions} partitions and needs {spec.Partitions}")
            .ToList();
        if (wrong.Count > 0)
        {
            throw new StreamsException(
                $"the number of input partitions has changed: {string.Join("; ", wrong)}. Keys would be looked up in "
                + "another partition's state: start a new application id from a savepoint.");
        }
    }

    static TopicSpec Changelog(string name, int partitions, StreamsOptions options) => new(
        name,
        partitions,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cleanup.policy"] = "compact",
            ["delete.retention.ms"] = $"{(long)options.ChangelogDeleteRetention.TotalMilliseconds}",
        });

    static TopicSpec Repartition(string name, int partitions) => new(
        name,
        partitions,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["cleanup.policy"] = "delete", ["retention.ms"] = "-1" });
}
