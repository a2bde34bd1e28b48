using System.Text.Json;
using StreamApps.EmbeddedKafka.Core;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Registry.Tests;

/// <summary>What the registry holds is in its topic: a restart, also after compaction, serves the same.</summary>
public sealed class RegistryRecoveryTests
{
    const string Order = "syntax = \"proto3\"; message Order { string id = 1; }";
    const string Note = "syntax = \"proto3\"; message Note { string text = 1; }";

    static readonly string[] s_pages =
    [
        "/subjects", "/subjects?deleted=true", "/schemas", "/schemas?deleted=true", "/config", "/config/s", "/mode/s",
        "/subjects/s/versions",
    ];

    [Fact]
    public async Task Start_AfterARestart_ServesTheSameAndGivesOutNoIdTwice()
    {
        using var storage = new MemoryStorage();
        List<string> before;
        await using (var broker = EmbeddedBroker.Start(new() { RegistryPort = 0 }, storage))
        {
            using var registry = new RegistryClient(broker.RegistryUrl!);
            await registry.RegisterAsync("s", Order);
            await registry.RegisterAsync("gone", Note);
            await registry.GetAsync("/subjects/gone", "DELETE");
            await registry.GetAsync("/subjects/gone?permanent=true", "DELETE");
            await registry.RegisterAsync("hidden", Order);
            await registry.GetAsync("/subjects/hidden", "DELETE");
            await registry.GetAsync("/config", "PUT", "{\"compatibility\":\"FORWARD\"}");
            await registry.GetAsync("/config/s", "PUT", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
            await registry.GetAsync("/mode/s", "PUT", "{\"mode\":\"READONLY\"}");
            before = await PagesAsync(registry);
        }
        Values(storage).Exists(value => value == "{\"lastId\":2}")
            .ShouldBeTrue("compaction takes the record of the schema that had the id");
        await using var again = EmbeddedBroker.Start(new() { RegistryPort = 0 }, storage);
        using var successor = new RegistryClient(again.RegistryUrl!);
        (await PagesAsync(successor)).ShouldBe(before);
        (await successor.RegisterAsync("new", Note)).ShouldBe(3, "id 2 was given out once");
    }

    /// <summary>All that compaction leaves of a schema that is gone is the note of its id.</summary>
    [Fact]
    public void Load_OnlyTheLastIdIsLeft_GivesOutTheNextOne()
    {
        using var storage = new MemoryStorage();
        var core = Core(storage);
        var journal = new RegistryJournal(core.InternalTopic(RegistryJournal.TopicName), () => core.NowMs);
        journal.Write([new RegistryChange.SchemaGone("gone", 1), new RegistryChange.LastId(7)]);
        new RegistryCore(journal).Register("s", SchemaIdentity.Define(SchemaType.Protobuf, Order, [])).Id.ShouldBe(8);
    }

    /// <summary>Confluent's own tools read the topic: its records keep their form.</summary>
    [Fact]
    public async Task Topic_Records_HaveTheFormOfConfluentsRegistry()
    {
        using var storage = new MemoryStorage();
        await using (var broker = EmbeddedBroker.Start(new() { RegistryPort = 0 }, storage))
        {
            using var registry = new RegistryClient(broker.RegistryUrl!);
            await registry.RegisterAsync("s", Order);
            await registry.GetAsync("/config/s", "PUT", "{\"compatibility\":\"FULL\"}");
        }
        var values = Values(storage);
        var schema = JsonDocument.Parse(values[0]).RootElement;
        schema.GetProperty("subject").GetString().ShouldBe("s");
        schema.GetProperty("id").GetInt32().ShouldBe(1);
        schema.GetProperty("schema").GetString().ShouldBe(Order);
        schema.GetProperty("deleted").GetBoolean().ShouldBeFalse();
        values[1].ShouldBe("{\"compatibilityLevel\":\"FULL\"}");
    }

    [Fact]
    public async Task Start_PortInUse_SaysSo()
    {
        await using var broker = await EmbeddedBroker.StartAsync(
            new() { RegistryPort = 0 }, TestContext.Current.CancellationToken);
        var port = new Uri(broker.RegistryUrl!).Port;
        var error = await Should.ThrowAsync<EmbeddedBrokerException>(
            () => EmbeddedBroker.StartAsync(new() { RegistryPort = port }, TestContext.Current.CancellationToken));
        error.Message.ShouldContain($"127.0.0.1:{port}");
    }

    static BrokerCore Core(MemoryStorage storage) => new(
        new CoreOptions("localhost", 1, 1, AutoCreateTopics: false, FlushEveryWrite: false),
        storage,
        TimeProvider.System,
        seed: 1);

    static List<string> Values(MemoryStorage storage)
    {
        var core = Core(storage);
        var values = new List<string>();
        foreach (var (_, bytes) in core.Topics.FindPartition("_schemas", 0)!.Batches(0))
        {
            var reader = new RecordReader(bytes.AsSpan(BatchHeader.Length));
            while (reader.Read())
                values.Add(System.Text.Encoding.UTF8.GetString(reader.Value));
        }
        return values;
    }

    static async Task<List<string>> PagesAsync(RegistryClient registry)
    {
        var pages = new List<string>();
        foreach (var page in s_pages)
            pages.Add((await registry.AskAsync("GET", page)).Body);
        return pages;
    }
}
