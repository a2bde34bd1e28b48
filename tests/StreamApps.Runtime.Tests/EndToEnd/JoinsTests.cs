namespace StreamApps.Runtime.Tests.EndToEnd;

/// <summary>What one partition in a test driver cannot show: messages that must find the right partition.</summary>
public sealed class JoinsTests(EmbeddedBrokerTests.Broker broker)
{
    static readonly string[] Keys = [.. Enumerable.Range(0, 12).Select(number => $"k{number}")];

    [Fact]
    public void When_JoinsCrossPartitions_Should_FindEveryRow()
    {
        using var run = new JoinsRun(broker.Bootstrap);
        run.Produce([("rates", "eur", "2"), ("rates", "gbp", "3"), ("rules", "-", "eur"),
            ("products", "p0", "apple"), ("products", "p1", "pear")]);
        run.Start();
        run.Produce([.. Keys.Select((key, index) => ("lines", key, $"p{index % 2}"))]);
        run.Await("described", [.. Keys.Select((key, index) => (key, index % 2 == 0 ? "p0 is apple" : "p1 is pear"))]);
        run.Produce(("products", "p0", "plum"));
        run.Await("described", [.. Keys.Select((key, index) => (key, index % 2 == 0 ? "p0 is plum" : "p1 is pear"))]);
        run.Produce([.. Keys.Select((key, index) => ("orders", key, index % 2 == 0 ? "eur" : "gbp"))]);
        run.Await("priced", [.. Keys.Select((key, index) => (key, index % 2 == 0 ? "eur:2!" : "gbp:3!"))]);
        run.Await("alerts", [.. Keys.Select((key, index) => (key, index % 2 == 0 ? "yes" : "no"))]);
    }
}
