namespace StreamApps.EmbeddedKafka.Core;

/// <summary>Work that nobody asks for: retention and forgetting idle producers.</summary>
internal sealed partial class BrokerCore
{
    const int HousekeepingIntervalMs = 30_000;

    /// <summary>A producer id that has been silent for a day starts anew, as in Apache Kafka.</summary>
    const long ProducerExpiryMs = 86_400_000;

    void ScheduleHousekeeping() => Timers.Schedule(HousekeepingIntervalMs, () =>
    {
        ScheduleHousekeeping();
        KeepHouse();
    });

    /// <summary>Applies retention to every partition.</summary>
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
    }
}
