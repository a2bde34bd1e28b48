using StreamApps.EmbeddedKafka.Core.Log;

namespace StreamApps.EmbeddedKafka.Core;

/// <summary>Work that nobody asks for: retention, compaction, forgetting idle producers.</summary>
internal sealed partial class BrokerCore
{
    const int HousekeepingIntervalMs = 30_000;

    /// <summary>A producer id that has been silent for a day starts anew, as in Apache Kafka.</summary>
    const long ProducerExpiryMs = 86_400_000;

    IEnumerator<int>? _compaction;

    void ScheduleHousekeeping() => Timers.Schedule(HousekeepingIntervalMs, () =>
    {
        ScheduleHousekeeping();
        KeepHouse();
    });

    /// <summary>Applies retention to every partition, and begins to compact those that need it.</summary>
    public void KeepHouse()
    {
        var now = NowMs;
        foreach (var topic in Topics.All)
        {
            foreach (var log in topic.Partitions)
            {
                log.ApplyRetention(now);
                log.Producers.Expire(now - ProducerExpiryMs);
            }
        }
        if (_compaction is null)
            StepCompaction(Topics.All.SelectMany(topic => topic.Partitions).ToList(), now);
    }

    /// <summary>One step, then a timer for the next, so that requests are served in between.</summary>
    void StepCompaction(IReadOnlyList<PartitionLog> logs, long now)
    {
        _compaction ??= logs.SelectMany(log => log.PlanCompaction(now)?.Steps() ?? []).GetEnumerator();
        var goesOn = false;
        try
        {
            goesOn = _compaction.MoveNext();
        }
        finally
        {
            if (!goesOn)
            {
                _compaction.Dispose();
                _compaction = null;
            }
        }
        if (goesOn)
            Timers.Schedule(0, () => StepCompaction(logs, now));
    }
}
