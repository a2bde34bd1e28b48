using System.Diagnostics;
using Backorders.TestSupport;
using Confluent.Kafka;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Durability;

/// <summary>A real file system without room under a real broker and a real client.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task When_the_disk_fills_and_room_returns_Should_go_on_without_losing_or_repeating_a_record()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && Mount("-t", "tmpfs", "-o", "size=24m", "tmpfs", folder.Path),
            "needs root, to mount a small tmpfs");
        try
        {
            await using var broker = await KilledBroker.StartAsync(Path.Combine(folder.Path, "broker"));
            await FillAndFreeAsync(broker, folder);
        }
        finally
        {
            Run("umount", "-l", folder.Path);
        }
    }

    static async Task FillAndFreeAsync(KilledBroker broker, TemporaryFolder folder)
    {
        var kafka = new KafkaClients(broker.Bootstrap);
        var topic = await kafka.NewTopicAsync();
        await File.WriteAllBytesAsync(
            folder.File("ballast"), new byte[16 << 20], TestContext.Current.CancellationToken);
        var acknowledged = 0;
        using var producer = kafka.Producer(configure: config =>
        {
            config.RetryBackoffMs = 50;
            config.BatchSize = 100_000;
        });
        // More than is left, less than fits without the ballast.
        for (var i = 0; i < 1200; i++)
        {
            var message = new Message<string, string> { Key = $"{i}", Value = new string('x', 10_000) };
            producer.Produce(topic, message, report =>
            {
                if (!report.Error.IsError)
                    Interlocked.Increment(ref acknowledged);
            });
        }
        KafkaClients.WaitUntil(() => new DriveInfo(folder.Path).AvailableFreeSpace < 1 << 20);
        File.Delete(folder.File("ballast"));
        producer.Flush(KafkaClients.Patience);
        acknowledged.ShouldBe(1200);
        using var consumer = kafka.Consumer();
        consumer.Assign(new TopicPartitionOffset(topic, 0, 0));
        for (var i = 0; i < 1200; i++)
            consumer.Consume(KafkaClients.Patience).Message.Key.ShouldBe($"{i}");
        consumer.Consume(KafkaClients.Patience).IsPartitionEOF.ShouldBeTrue();
    }

    static bool Mount(params string[] arguments) => Run("mount", arguments) == 0;

    static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
