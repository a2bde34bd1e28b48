using System.Globalization;
using StreamApps.Transport;

namespace StreamApps.Runtime;

/// <summary>
/// Compares a topology with the broker's topics before anything runs: creates what is the library's own, and reports
/// every other difference at once.
/// </summary>
static class TopicCheck
{
    static readonly TimeSpan CreateTimeout = TimeSpan.FromSeconds(15);

    /// <returns>The topics as they are.</returns>
    /// <exception cref="StreamsException">Topics are missing or do not fit; the message lists them all.</exception>
    public static IReadOnlyDictionary<string, TopicDescription> Run(
        Topology topology, StreamsOptions options, IReadOnlyCollection<string> extraTopics, ILogAdmin admin)
    {
        var application = options.ApplicationId;
        var external = topology.SubTopologies
            .SelectMany(sub => sub.Inputs.Concat(sub.Outputs))
            .Where(topic => !topic.IsInternal)
            .Select(topic => topic.Resolve(application))
            .Concat(topology.Globals.Select(table => table.Topic))
            .Concat(extraTopics)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var found = admin.Describe(external);
        var problems = external.Where(topic => !found.ContainsKey(topic))
            .Select(topic => $"topic {topic} does not exist")
            .ToList();
        if (problems.Count == 0)
        {
            var plan = TopicPlan.Of(topology, application, found);
            problems.AddRange(plan.Problems);
            problems.AddRange(SourceTopics(topology, options, found));
            var internals = Specs(topology, plan, options);
            var existing = admin.Describe([.. internals.Select(spec => spec.Name)]);
            problems.AddRange(Differences(internals, existing));
            if (problems.Count == 0)
            {
                var missing = internals.Where(spec => !existing.ContainsKey(spec.Name)).ToList();
                if (missing.Count > 0)
                    admin.Create(missing, CreateTimeout);
                return admin.Describe([.. external, .. internals.Select(spec => spec.Name)]);
            }
        }
        else
        {
            problems.AddRange(TopicPlan.Of(topology, application, found).Unequal);
        }
        throw new StreamsException($"{application} cannot start: {string.Join("; ", problems)}");
    }

    static List<TopicSpec> Specs(Topology topology, TopicPlan plan, StreamsOptions options)
    {
        var specs = new List<TopicSpec>();
        foreach (var sub in topology.SubTopologies)
        {
            specs.AddRange(sub.Inputs
                .Where(topic => topic.IsInternal)
                .Select(topic => topic.Resolve(options.ApplicationId))
                .Where(plan.Partitions.ContainsKey)
                .Select(name => Repartition(name, plan.Partitions[name])));
            if (sub.Changelog is { } changelog && plan.TasksOf(sub) is { } tasks)
                specs.Add(Changelog(changelog.Resolve(options.ApplicationId), tasks, options));
        }
        return specs;
    }

    // What a table is restored from must keep its rows as a changelog would.
    static IEnumerable<string> SourceTopics(
        Topology topology, StreamsOptions options, IReadOnlyDictionary<string, TopicDescription> topics)
    {
        foreach (var table in topology.SubTopologies.SelectMany(sub => sub.SourceTables))
        {
            var topic = topics[table.Topic.Resolve(options.ApplicationId)];
            if (topic.Settings.TryGetValue("cleanup.policy", out var policy) && policy != "compact")
            {
                yield return $"{topic.Name} has cleanup.policy {policy}, and the table {table.Store.Name} is restored "
                    + "from it: set it to compact, or do without TableOptions.ReuseSourceTopic";
            }
            if (topic.Settings.TryGetValue("delete.retention.ms", out var text)
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var kept)
                && kept < (long)options.ChangelogDeleteRetention.TotalMilliseconds)
            {
                yield return $"{topic.Name} keeps tombstones for {kept} ms, "
                    + $"and the table {table.Store.Name} is restored from it: set delete.retention.ms to at least "
                    + $"{(long)options.ChangelogDeleteRetention.TotalMilliseconds}";
            }
        }
    }

    static IEnumerable<string> Differences(
        List<TopicSpec> specs, IReadOnlyDictionary<string, TopicDescription> existing)
    {
        foreach (var spec in specs)
        {
            if (!existing.TryGetValue(spec.Name, out var topic))
                continue;
            if (topic.Partitions != spec.Partitions)
            {
                yield return $"the number of input partitions has changed: {spec.Name} has {topic.Partitions} "
                    + $"partitions and needs {spec.Partitions}. Keys would be looked up in another partition's state: "
                    + "start a new application id from a savepoint";
            }
            var wanted = spec.Settings["cleanup.policy"];
            if (topic.Settings.TryGetValue("cleanup.policy", out var policy) && policy != wanted)
            {
                yield return $"{spec.Name} has cleanup.policy {policy} and needs {wanted}: "
                    + "it would lose what is in use";
            }
        }
    }

    /// <summary>The <c>max.message.bytes</c> of each topic that says it.</summary>
    public static IReadOnlyDictionary<string, int> Limits(IReadOnlyDictionary<string, TopicDescription> topics)
    {
        var limits = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var topic in topics.Values)
        {
            if (topic.Settings.TryGetValue("max.message.bytes", out var text)
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                limits.Add(topic.Name, bytes);
            }
        }
        return limits;
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
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cleanup.policy"] = "delete",
            ["retention.ms"] = "-1",
        });
}
