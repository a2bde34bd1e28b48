using Confluent.Kafka;
using StreamApps.EmbeddedKafka.Storage;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Durability;

/// <summary>
/// Bits that turn while the broker runs: a reader must get an error, never wrong bytes, and other topics go on.
/// </summary>
public sealed class DamageTests
{
    [Fact]
    public async Task When_a_bit_turns_in_a_served_segment_Should_tell_the_reader_and_the_log_and_go_on()
    {
        using var storage = new MemoryStorage();
        using var log = new StringWriter();
        await using var broker = EmbeddedBroker.Start(new EmbeddedBrokerOptions { Log = log }, storage);
        var kafka = new KafkaClients(broker.BootstrapServers);
        var (bad, good) = (await kafka.NewTopicAsync(), await kafka.NewTopicAsync());
        using (var producer = kafka.Producer())
        {
            foreach (var topic in new[] { bad, good })
                await producer.SendAsync(topic, new Message<string, string> { Value = "value" });
        }
        var folder = storage.Folders().Single(name => name.StartsWith(bad + "-0-", StringComparison.Ordinal));
        Flip(storage, folder, storage.Files(folder).Single(name => name.EndsWith(".log", StringComparison.Ordinal)));

        using var consumer = kafka.Consumer();
        consumer.Assign(new TopicPartitionOffset(bad, 0, 0));
        Should.Throw<ConsumeException>(() => consumer.Consume(KafkaClients.Patience))
            .Error.Code.ShouldBe(ErrorCode.InvalidMsg);
        log.ToString().ShouldContain(folder);
        kafka.ReadAll(good).ShouldBe(["value"]);
        log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    /// <summary>Turns a bit in the open file itself.</summary>
    static void Flip(MemoryStorage storage, string folder, string name)
    {
        var file = storage.Open(folder, name);
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        bytes[70] ^= 1;
        file.Truncate(0);
        file.Append(bytes);
    }
}
