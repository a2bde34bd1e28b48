using Backorders.TestSupport;
using StreamApps.Processing;
using StreamApps.Runtime.Tests.Fakes;
using StreamApps.State;
using StreamApps.Transport;

namespace StreamApps.Runtime.Tests.Rules;

/// <summary>Starting and stopping: everything that is wrong is said at once, before a record is touched.</summary>
public sealed class StreamsClientTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakeLog _log = new();
    readonly InMemoryStateBackend _backend = new();

    public void Dispose()
    {
        _backend.Dispose();
        _folder.Dispose();
    }

    /// <summary>Mistakes found one at a time cost a restart each.</summary>
    [Fact]
    public void Constructor_SeveralOptionsAreInvalid_ListsThemAll()
    {
        var options = new StreamsOptions
        {
            ApplicationId = "a b",
            InstanceId = "",
            StateDirectory = _folder.Path,
            Threads = 0,
            MinCommitSpacing = TimeSpan.FromMilliseconds(4),
            TransactionTimeout = TimeSpan.FromMilliseconds(100),
        };
        var error = Should.Throw<StreamsException>(() => Client(options: options));
        string[] names = ["ApplicationId", "InstanceId", "Threads", "MinCommitSpacing", "TransactionTimeout"];
        foreach (var name in names)
            error.Message.ShouldContain(name);
    }

    /// <summary>Two workers over one folder would write into each other's state.</summary>
    [Fact]
    public void Constructor_StateFolderIsHeld_SaysSoAndHowToGoOn()
    {
        using var first = Client();
        Should.Throw<StreamsException>(() => Client()).Message.ShouldContain("--state-dir");
    }

    /// <summary>After a stop, or a constructor that failed, the folder must be free for the next worker.</summary>
    [Fact]
    public void Dispose_NeverStarted_FreesTheFolderAndEnds()
    {
        var first = Client();
        first.Dispose();
        first.Dispose();
        first.Stop();
        first.Ended.IsCompletedSuccessfully.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(first.Start);
        Client().Dispose();
    }

    /// <summary>A client whose start was refused must be disposable like any other.</summary>
    [Fact]
    public void Start_TopicsAreMissingOrUnequal_ListsThemAll()
    {
        AddTopic("orders", 3);
        AddTopic("prices", 2);
        using var client = Client(Joined());
        var message = Should.Throw<StreamsException>(client.Start).Message;
        message.ShouldContain("topic joined does not exist");
        message.ShouldContain("orders: 3");
        message.ShouldContain("prices: 2");
        client.Stop();
        client.Ended.IsCompletedSuccessfully.ShouldBeTrue();
    }

    /// <summary>More partitions than before send keys to another partition than the one that has their state.</summary>
    [Fact]
    public void Start_NumberOfInputPartitionsChanged_IsRefused()
    {
        AddTopic("in", 4);
        AddTopic("out", 1);
        AddTopic("app-source-changelog", 3, "compact");
        using var client = Client();
        var message = Should.Throw<StreamsException>(client.Start).Message;
        message.ShouldContain("app-source-changelog has 3 partitions and needs 4");
    }

    /// <summary>A changelog that is deleted by age loses the state of keys that rarely change.</summary>
    [Fact]
    public void Start_ChangelogIsNotCompacted_IsRefused()
    {
        AddTopic("in", 1);
        AddTopic("out", 1);
        AddTopic("app-source-changelog", 1, "delete");
        using var client = Client();
        Should.Throw<StreamsException>(client.Start).Message.ShouldContain("cleanup.policy");
    }

    /// <summary>A table that is restored from a topic loses the rows that the topic deletes by age.</summary>
    [Theory]
    [InlineData("delete", "86400000", "cleanup.policy")]
    [InlineData("compact,delete", "86400000", "cleanup.policy")]
    [InlineData("compact", "1000", "delete.retention.ms")]
    public void Start_TopicOfAReusingTableIsNotKeptAsAChangelog_IsRefused(string policy, string kept, string named)
    {
        AddTopic("out", 1);
        _log.Topics["in"] = new TopicDescription("in", 1, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cleanup.policy"] = policy,
            ["delete.retention.ms"] = kept,
        });
        var builder = new StreamBuilder();
        builder.Table(
            "rows",
            new Topic<string, string>("in", Serdes.String, Serdes.String),
            new TableOptions<string, string> { ReuseSourceTopic = true });
        using var client = Client(builder.Build("test"));
        Should.Throw<StreamsException>(client.Start).Message.ShouldContain(named);
    }

    /// <summary>What is behind a repartition would never run, or its keys never meet.</summary>
    [Theory]
    [InlineData(null, 3)]
    [InlineData(5, 5)]
    public void Start_TopologyRepartitions_CreatesTopicsAsAskedForOrAsItsWritersRead(int? asked, int expected)
    {
        AddTopic("in", 3);
        AddTopic("out", 1);
        using (var client = Client(Repartitioned(asked)))
            client.Start();
        var repartition = _log.Topics["app-by-value-repartition"];
        repartition.Partitions.ShouldBe(expected);
        repartition.Settings["retention.ms"].ShouldBe("-1");
        var changelog = _log.Topics.Values.Single(topic => topic.Name.EndsWith("-changelog", StringComparison.Ordinal));
        changelog.Partitions.ShouldBe(expected);
        changelog.Settings["cleanup.policy"].ShouldBe("compact");
    }

    /// <summary>State of another topology read as one's own gives wrong results without any error.</summary>
    [Fact]
    public void Start_StateIsOfAnotherTopology_IsRefusedWithTheDifference()
    {
        AddTopic("in", 1);
        AddTopic("out", 1);
        using (var client = Client())
            client.Start();
        using (var client = Client(CountTopology.Create(store: "totals")))
        {
            var message = Should.Throw<StreamsException>(client.Start).Message;
            message.ShouldContain("counts");
            message.ShouldContain("totals");
            message.ShouldContain("AcceptChangedTopology");
        }
        using (var client = Client(CountTopology.Create(store: "totals"), Options(accept: true)))
            client.Start();
        using (var client = Client(CountTopology.Create(store: "totals")))
            client.Start();
    }

    /// <summary>A poll that fails for good must end the client with its error, not leave it looking alive.</summary>
    [Fact]
    public async Task Ended_ThreadDies_GivesItsErrorAndStopReturns()
    {
        AddTopic("in", 1);
        AddTopic("out", 1);
        var client = Client();
        client.Start();
        _log.Fail("poll", LogErrorKind.Fenced);
        var error = await client.Ended.WaitAsync(
            TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        error.ShouldBeOfType<StreamsException>().Message.ShouldContain("instance id");
        client.Stop();
        client.Dispose();
        Should.Throw<ObjectDisposedException>(client.Start);
    }

    /// <summary>Started twice, two sets of threads would share one consumer.</summary>
    [Fact]
    public void Start_SecondTime_IsRefused()
    {
        AddTopic("in", 1);
        AddTopic("out", 1);
        using var client = Client();
        client.Start();
        Should.Throw<InvalidOperationException>(client.Start);
    }

    StreamsClient Client(Topology? topology = null, StreamsOptions? options = null) => new(
        topology ?? CountTopology.Create(),
        options ?? Options(),
        ErrorPolicy.FailAlways,
        new FakeTransport(_log),
        _backend,
        TimeProvider.System);

    StreamsOptions Options(bool accept = false) => new()
    {
        ApplicationId = "app",
        InstanceId = "one",
        StateDirectory = _folder.Path,
        AcceptChangedTopology = accept,
    };

    void AddTopic(string name, int partitions, string policy = "delete") => _log.Topics[name] = new TopicDescription(
        name, partitions, new Dictionary<string, string>(StringComparer.Ordinal) { ["cleanup.policy"] = policy });

    static Topology Joined()
    {
        var builder = new StreamBuilder();
        var prices = builder.Table("prices", new Topic<string, string>("prices", Serdes.String, Serdes.String));
        builder.Stream("orders", new Topic<string, string>("orders", Serdes.String, Serdes.String))
            .Join(prices, (_, order, price) => order + price)
            .To("sink", new Topic<string, string>("joined", Serdes.String, Serdes.String));
        return builder.Build("joined");
    }

    static Topology Repartitioned(int? partitions)
    {
        var builder = new StreamBuilder();
        builder.Stream("source", new Topic<string, string>("in", Serdes.String, Serdes.String))
            .SelectKey((_, value) => value)
            .Repartition("by-value", Serdes.String, Serdes.String, new() { Partitions = partitions })
            .GroupByKey()
            .Count("counts")
            .ToStream()
            .To("sink", new Topic<string, long>("out", Serdes.String, Serdes.Int64));
        return builder.Build("repartitioned");
    }
}
