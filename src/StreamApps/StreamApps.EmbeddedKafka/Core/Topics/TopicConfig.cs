using System.Collections.Frozen;
using System.Globalization;

namespace StreamApps.EmbeddedKafka.Core.Topics;

/// <summary>The settings of one topic: those that were set, over the defaults. Immutable.</summary>
internal sealed class TopicConfig
{
    const sbyte Boolean = 1, Text = 2, Int = 3, Long = 5, Double = 6, Words = 7;

    /// <summary>Every topic setting that is accepted; the typed properties name those that have an effect.</summary>
    public static IReadOnlyList<ConfigDefinition> Definitions { get; } =
    [
        new("cleanup.policy", "delete", Words, IsCleanupPolicy),
        new("compression.type", "producer", Text, static value => value is "producer" or "uncompressed" or "gzip"
            or "snappy" or "lz4" or "zstd"),
        new("delete.retention.ms", "86400000", Long, AtLeast(0)),
        new("file.delete.delay.ms", "60000", Long, AtLeast(0)),
        new("flush.messages", "9223372036854775807", Long, AtLeast(1)),
        new("flush.ms", "9223372036854775807", Long, AtLeast(0)),
        new("index.interval.bytes", "4096", Int, AtLeast(0)),
        new("max.compaction.lag.ms", "9223372036854775807", Long, AtLeast(1)),
        new("max.message.bytes", "1048588", Int, AtLeast(0)),
        new("message.timestamp.after.max.ms", "3600000", Long, AtLeast(0)),
        new("message.timestamp.before.max.ms", "9223372036854775807", Long, AtLeast(0)),
        new("message.timestamp.type", "CreateTime", Text, static value => value is "CreateTime" or "LogAppendTime"),
        new("min.cleanable.dirty.ratio", "0.5", Double, IsRatio),
        new("min.compaction.lag.ms", "0", Long, AtLeast(0)),
        new("min.insync.replicas", "1", Int, AtLeast(1)),
        new("preallocate", "false", Boolean, static value => value is "true" or "false"),
        new("retention.bytes", "-1", Long, AtLeast(-1)),
        new("retention.ms", "604800000", Long, AtLeast(-1)),
        new("segment.bytes", "134217728", Int, AtLeast(1024)),
        new("segment.index.bytes", "10485760", Int, AtLeast(4)),
        new("segment.jitter.ms", "0", Long, AtLeast(0)),
        new("segment.ms", "604800000", Long, AtLeast(1)),
        new("unclean.leader.election.enable", "false", Boolean, static value => value is "true" or "false"),
    ];

    static readonly FrozenDictionary<string, ConfigDefinition> ByName =
        Definitions.ToFrozenDictionary(item => item.Name, StringComparer.Ordinal);

    public TopicConfig(IEnumerable<KeyValuePair<string, string>> overrides)
    {
        Overrides = new SortedDictionary<string, string>(
            overrides.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);
        var policies = Value("cleanup.policy").Split(',', StringSplitOptions.TrimEntries);
        Compacts = policies.Contains("compact", StringComparer.Ordinal);
        DeletesByRetention = policies.Contains("delete", StringComparer.Ordinal);
        RetentionMs = Number("retention.ms");
        RetentionBytes = Number("retention.bytes");
        SegmentBytes = Number("segment.bytes");
        MaxMessageBytes = Number("max.message.bytes");
        DeleteRetentionMs = Number("delete.retention.ms");
        MinCompactionLagMs = Number("min.compaction.lag.ms");
        TimestampAfterMaxMs = Number("message.timestamp.after.max.ms");
        TimestampBeforeMaxMs = Number("message.timestamp.before.max.ms");
        SegmentMs = Number("segment.ms");
        FlushMessages = Number("flush.messages");
        MaxCompactionLagMs = Number("max.compaction.lag.ms");
        MinInSyncReplicas = Number("min.insync.replicas");
        StampsAppendTime = Value("message.timestamp.type") == "LogAppendTime";
        MinCleanableDirtyRatio = double.Parse(Value("min.cleanable.dirty.ratio"), CultureInfo.InvariantCulture);
    }

    public IReadOnlyDictionary<string, string> Overrides { get; }

    public bool Compacts { get; }

    public bool DeletesByRetention { get; }

    public long RetentionMs { get; }

    public long RetentionBytes { get; }

    public long SegmentBytes { get; }

    public long SegmentMs { get; }

    public long MaxMessageBytes { get; }

    public long DeleteRetentionMs { get; }

    public long MinCompactionLagMs { get; }

    public long TimestampAfterMaxMs { get; }

    public long TimestampBeforeMaxMs { get; }

    public long MaxCompactionLagMs { get; }

    public long FlushMessages { get; }

    public long MinInSyncReplicas { get; }

    /// <summary>Whether records get the time of their append instead of the producer's.</summary>
    public bool StampsAppendTime { get; }

    public double MinCleanableDirtyRatio { get; }

    /// <summary>Names what is wrong with a setting; null when it is fine.</summary>
    public static string? Problem(string name, string? value)
    {
        if (!ByName.TryGetValue(name, out var definition))
            return $"Unknown topic config name: {name}";
        return value is not null && definition.IsValid(value) ? null : $"Invalid value {value ?? "null"} for {name}";
    }

    public static ConfigDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    public string Value(string name) => Overrides.TryGetValue(name, out var value) ? value : ByName[name].Default;

    long Number(string name) => long.Parse(Value(name), CultureInfo.InvariantCulture);

    static Func<string, bool> AtLeast(long minimum) =>
        value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum;

    static bool IsRatio(string value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1;

    static bool IsCleanupPolicy(string value) =>
        value.Length > 0
        && value.Split(',', StringSplitOptions.TrimEntries).All(policy => policy is "compact" or "delete");
}
