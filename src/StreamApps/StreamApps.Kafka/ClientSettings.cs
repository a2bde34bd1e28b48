using System.Globalization;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>The librdkafka settings of each kind of client, each with its reason.</summary>
static class ClientSettings
{
    static readonly TimeSpan s_readerWait = TimeSpan.FromMilliseconds(20);

    public static Dictionary<string, string> Common(KafkaTransportOptions transport) =>
        new(transport.ClientSettings, StringComparer.Ordinal)
        {
            ["bootstrap.servers"] = transport.BootstrapServers,
            ["client.id"] = transport.ClientId,
            // Small requests must not wait for the acknowledgement of the one before.
            ["socket.nagle.disable"] = "true",
            ["socket.keepalive.enable"] = "true",
            ["reconnect.backoff.ms"] = "20",
            ["reconnect.backoff.max.ms"] = "500",
            // Topics are created on purpose, with their partitions and settings.
            ["allow.auto.create.topics"] = "false",
            // Errors reach the caller through exceptions and OnClientError, not standard error.
            ["log_level"] = "3",
        };

    public static Dictionary<string, string> Consumer(KafkaTransportOptions transport, LogConsumerOptions consumer)
    {
        var settings = Fetching(transport, ReadIsolation.Committed);
        settings["group.id"] = consumer.GroupId;
        settings["group.instance.id"] = consumer.InstanceId;
        settings["session.timeout.ms"] = Milliseconds(consumer.SessionTimeout);
        settings["heartbeat.interval.ms"] = Milliseconds(consumer.SessionTimeout / 5);
        // Co-partitioned inputs need equal partition numbers on one member.
        settings["partition.assignment.strategy"] = "range";
        settings["queued.max.messages.kbytes"] = transport.QueuedMaxKilobytes.ToString(CultureInfo.InvariantCulture);
        return settings;
    }

    public static Dictionary<string, string> Reader(KafkaTransportOptions transport, ReadIsolation isolation)
    {
        var settings = Fetching(transport, isolation);
        // librdkafka asks for a group even when none is joined; nothing is ever committed to it.
        settings["group.id"] = transport.ClientId + "-reader";
        // It reads as fast as it can, and must not run dry while librdkafka pauses; what is far ahead is in no cache.
        settings["queued.max.messages.kbytes"] = "8192";
        // It is waited for until it is at the end of a partition, which the answer to a fetch without records tells.
        settings["fetch.wait.max.ms"] = Milliseconds(Min(transport.FetchWait, s_readerWait));
        return settings;
    }

    public static Dictionary<string, string> Producer(KafkaTransportOptions transport, LogProducerOptions producer)
    {
        var settings = Common(transport);
        settings["enable.idempotence"] = "true";
        settings["acks"] = "all";
        // The partition of a key is the one that Java clients choose (KAFKA's DefaultPartitioner).
        settings["partitioner"] = "murmur2_random";
        // The next transaction waits for the markers of the last one in steps of this.
        settings["retry.backoff.ms"] = "5";
        settings["linger.ms"] = "5";
        settings["batch.size"] = "1000000";
        settings["queue.buffering.max.messages"] = "500000";
        settings["queue.buffering.max.kbytes"] = "262144";
        if (producer.TransactionalId is { } id)
        {
            settings["transactional.id"] = id;
            settings["transaction.timeout.ms"] = Milliseconds(producer.TransactionTimeout);
        }
        return settings;
    }

    /// <summary>The most that a consumer or reader with these settings fetches ahead.</summary>
    public static long QueuedBytes(IReadOnlyDictionary<string, string> settings) =>
        1024 * long.Parse(settings["queued.max.messages.kbytes"], CultureInfo.InvariantCulture);

    static Dictionary<string, string> Fetching(KafkaTransportOptions transport, ReadIsolation isolation)
    {
        var settings = Common(transport);
        settings["isolation.level"] = isolation == ReadIsolation.Committed ? "read_committed" : "read_uncommitted";
        settings["enable.auto.commit"] = "false";
        settings["enable.auto.offset.store"] = "false";
        // A position that is gone is an error that names it: going on elsewhere would lose or repeat records.
        settings["auto.offset.reset"] = "error";
        // Positions move over control records by the end-of-partition event alone.
        settings["enable.partition.eof"] = "true";
        // A full queue makes librdkafka pause fetching for up to a second: the limit is bytes, never a count.
        settings["queued.min.messages"] = "1000000";
        settings["fetch.wait.max.ms"] = Milliseconds(transport.FetchWait);
        settings["fetch.error.backoff.ms"] = "20";
        return settings;
    }

    static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
