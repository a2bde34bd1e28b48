using StreamApps.Kafka;
using StreamApps.Kafka.Native;
using StreamApps.Transport;

namespace StreamApps.LogTransport.Conformance;

/// <summary>
/// Without the waker a fast reader stands still for up to a second each time that its queue was full.
/// </summary>
public sealed class FetchWakerTests(EmbeddedBrokerTests.Broker broker)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Any request ends the broker thread's sleep; this one asks for the end of a partition.</summary>
    [Fact]
    public async Task Wake_PartitionIsRead_SendsItsBrokerARequest()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(broker.Bootstrap, line =>
        {
            if (line.Contains("Sent ListOffsetsRequest", StringComparison.Ordinal))
                asked.TrySetResult();
        });
        using var waker = new FetchWaker(client.Client);
        waker.Reset([new(CreateTopic("waker"), 0)]);
        waker.Wake();
        await asked.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>A worker whose broker is gone could not stop.</summary>
    [Fact]
    public async Task Dispose_BrokerDoesNotAnswer_ComesBack()
    {
        using var client = Client("127.0.0.1:1", static _ => { });
        var waker = new FetchWaker(client.Client);
        waker.Reset([new("topic", 0)]);
        waker.Wake();
        await Task.Run(waker.Dispose, TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        waker.Wake();
    }

    static unsafe NativeProducerHandle Client(string bootstrap, Action<string> onLine)
    {
        KafkaNativeLibrary.Register();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bootstrap.servers"] = bootstrap,
            ["debug"] = "protocol",
            ["log_level"] = "7",
        };
        return new NativeProducerHandle(settings, static _ => { }, onLine);
    }

    string CreateTopic(string topic)
    {
        var transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = broker.Bootstrap });
        using var admin = transport.CreateAdmin();
        admin.Create([new TopicSpec(topic, 1, new Dictionary<string, string>(StringComparer.Ordinal))], Patience);
        return topic;
    }
}
