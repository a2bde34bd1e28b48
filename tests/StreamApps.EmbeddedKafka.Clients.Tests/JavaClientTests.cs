namespace StreamApps.EmbeddedKafka.Clients.Tests;

/// <summary>
/// The Java client 4.2.0 under Kafka's own tools: what works there works for the users of the client.
/// </summary>
public sealed class JavaClientTests : IAsyncLifetime
{
    const string Tools = "org.apache.kafka.tools.";
    const string Groups = Tools + "consumer.group.ConsumerGroupCommand";

    EmbeddedBroker _broker = null!;

    public async ValueTask InitializeAsync()
    {
        JavaTools.RequireScript();
        _broker = await EmbeddedBroker.StartAsync(new(), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Producer_TransactionsOfCompressedBatches_AreReadCommittedByAGroup()
    {
        await Tool(Tools + "TopicCommand", "--create", "--topic", "t", "--partitions", "3");
        await JavaTools.RunAsync(
            Tools + "ProducerPerformance", "--topic", "t", "--num-records", "20000", "--record-size", "100",
            "--throughput", "-1",
            "--producer-props", $"bootstrap.servers={_broker.BootstrapServers}", "compression.type=zstd", "acks=all",
            "--transactional-id", "perf", "--transaction-duration-ms", "50");
        var read = await Tool(
            Tools + "consumer.ConsoleConsumer", "--topic", "t", "--from-beginning",
            "--isolation-level", "read_committed", "--group", "g",
            "--max-messages", "20000", "--timeout-ms", "20000");
        read.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(20_000);
        var lag = await Tool(Groups, "--describe", "--group", "g");
        lag.Split('\n').Count(line => line.StartsWith("g ", StringComparison.Ordinal)).ShouldBe(3);
        (await Tool(Tools + "TransactionsCommand", "describe", "--transactional-id", "perf"))
            .ShouldContain("CompleteCommit");
        (await Tool(Tools + "TransactionsCommand", "find-hanging", "--broker-id", "1")).ShouldNotContain("perf");
    }

    [Fact]
    public async Task Consumer_CooperativeStaticMember_ReadsWhatTheConsoleWrote()
    {
        await Tool(Tools + "TopicCommand", "--create", "--topic", "t", "--partitions", "1");
        await JavaTools.RunWithInputAsync(
            "k1:v1\nk2:v2\n", Tools + "ConsoleProducer", "--bootstrap-server", _broker.BootstrapServers, "--topic", "t",
            "--reader-property", "parse.key=true", "--reader-property", "key.separator=:");
        (await Tool(
            Tools + "consumer.ConsoleConsumer", "--topic", "t", "--from-beginning", "--max-messages", "2",
            "--timeout-ms", "20000",
            "--formatter-property", "print.key=true", "--formatter-property", "key.separator==",
            "--command-property",
            "group.id=cooperative",
            "--command-property",
            "group.instance.id=member-1",
            "--command-property",
            "partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["k1=v1", "k2=v2"]);
    }

    [Fact]
    public async Task Admin_TopicsConfigsRecordsAndGroups_CanBeManaged()
    {
        await Tool(
            Tools + "TopicCommand", "--create", "--topic", "t", "--partitions", "1",
            "--config", "retention.ms=1000000");
        await Tool(Tools + "TopicCommand", "--alter", "--topic", "t", "--partitions", "3");
        await Tool(
            "kafka.admin.ConfigCommand", "--alter", "--entity-type", "topics", "--entity-name", "t",
            "--add-config", "segment.ms=60000");
        var described = await Tool(Tools + "TopicCommand", "--describe", "--topic", "t");
        described.ShouldContain("PartitionCount: 3");
        described.ShouldContain("segment.ms=60000");
        await JavaTools.RunAsync(
            Tools + "VerifiableProducer", "--bootstrap-server", _broker.BootstrapServers, "--topic", "t",
            "--max-messages", "30");
        (await Tool(Groups, "--reset-offsets", "--group", "g", "--topic", "t", "--to-latest", "--execute"))
            .ShouldContain("NEW-OFFSET");
        (await Tool(Groups, "--delete-offsets", "--group", "g", "--topic", "t")).ShouldContain("Successful");
        await Tool(Tools + "TopicCommand", "--delete", "--topic", "t");
        (await Tool(Tools + "TopicCommand", "--list", "--exclude-internal")).Trim().ShouldBeEmpty();
    }

    Task<string> Tool(string tool, params string[] arguments) =>
        JavaTools.RunAsync(tool, ["--bootstrap-server", _broker.BootstrapServers, .. arguments]);
}
