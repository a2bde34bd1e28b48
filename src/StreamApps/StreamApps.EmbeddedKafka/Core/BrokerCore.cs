using System.Text;
using StreamApps.EmbeddedKafka.Core.Groups;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Core.Time;
using StreamApps.EmbeddedKafka.Core.Topics;
using StreamApps.EmbeddedKafka.Core.Transactions;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Core;

/// <summary>
/// The broker as a state machine: requests and the passing of time go in, answers come out by the callbacks given
/// with the requests. It has no thread, socket, clock or file of its own; whoever owns it calls it from one place at
/// a time. The same calls over the same storage, clock and seed give the same answers.
/// </summary>
internal sealed partial class BrokerCore
{
    public const int NodeId = 1;

    const string MetaFolder = "meta";
    const string ClusterIdName = "cluster-id";

    readonly TimeProvider _time;
    readonly Random _random;

    public BrokerCore(CoreOptions options, IStorage storage, TimeProvider time, int seed)
    {
        Options = options;
        _time = time;
        _random = new Random(seed);
        Timers = new TimerQueue(time);
        storage.CreateFolder(MetaFolder);
        ClusterId = ReadClusterId(storage);
        Topics = new TopicCatalog(storage, options.FlushEveryWrite, NewId);
        ReportDamage();
        Offsets = new OffsetsJournal(InternalTopic(OffsetsJournal.TopicName), () => NowMs);
        Groups = new GroupCoordinator(Timers, Offsets, NewId);
        Offsets.Load(Groups);
        Groups.ResumeSessions();
        Transactions = new TransactionCoordinator(
            Timers,
            new TransactionJournal(InternalTopic(TransactionJournal.TopicName), () => NowMs),
            new ProducerIds(storage),
            Topics,
            Groups,
            () => NowMs);
        Transactions.Load();
        Topics.Deleted += topic => Groups.ForgetTopic(topic.Name);
        ScheduleHousekeeping();
    }

    public CoreOptions Options { get; }

    public string ClusterId { get; }

    public TimerQueue Timers { get; }

    public TopicCatalog Topics { get; }

    public OffsetsJournal Offsets { get; }

    public GroupCoordinator Groups { get; }

    public TransactionCoordinator Transactions { get; }

    public long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public void RunTimers() => Timers.RunDue();

    public void Close() => Topics.Close();

    /// <summary>Takes the partition of a damaged segment out of service; the others go on.</summary>
    public void Quarantine(DamagedSegmentException damage)
    {
        var log = Topics.All.SelectMany(topic => topic.Partitions).FirstOrDefault(log => log.Holds(damage.Segment));
        // Compaction or retention may have replaced the segment meanwhile, or another reader was first.
        if (log is not { Damage: null })
            return;
        log.Quarantine(damage.Message);
        Options.Report($"a partition is out of service: {log.Damage}");
    }

    void ReportDamage()
    {
        foreach (var topic in Topics.All)
        {
            foreach (var damage in topic.Partitions.Select(log => log.Damage).OfType<string>())
            {
                // Groups, transactions and schemas cannot be guessed; without them nothing could be served rightly.
                if (topic.IsInternal)
                    throw new EmbeddedBrokerException(
                        $"the topic {topic.Name}, which the broker needs, is damaged: {damage}");
                Options.Report($"a partition is out of service: {damage}");
            }
        }
    }

    Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        do
        {
            _random.NextBytes(bytes);
        }
        while (bytes.IndexOfAnyExcept((byte)0) < 0);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A compacted topic of the broker's own, with one partition; made when it is missing.</summary>
    public Topic InternalTopic(string name)
    {
        if (Topics.TryGet(name, out var topic))
            return topic;
        var config = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cleanup.policy"] = "compact",
            // Small segments keep the replay at a start short.
            ["segment.bytes"] = "16777216",
            // The broker is the only reader: no tombstone or marker needs to wait for a slow one.
            ["delete.retention.ms"] = "0",
        };
        return Topics.Create(name, 1, new TopicConfig(config), isInternal: true);
    }

    string ReadClusterId(IStorage storage)
    {
        if (storage.ReadAll(MetaFolder, ClusterIdName) is { Length: > 0 } bytes)
            return Encoding.UTF8.GetString(bytes);
        var id = Convert.ToBase64String(NewId().ToByteArray())[..22].Replace('+', '-').Replace('/', '_');
        storage.Replace(MetaFolder, ClusterIdName, Encoding.UTF8.GetBytes(id));
        return id;
    }
}
