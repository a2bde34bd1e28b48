using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Clients.Tests;

/// <summary>kcat, which people look into a broker with.</summary>
public sealed class KcatTests : IAsyncLifetime
{
    EmbeddedBroker _broker = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Programs.IsInstalled("kcat"), "needs kcat (apt-get install kcat)");
        _broker = await EmbeddedBroker.StartAsync(
            new() { AutoCreateTopics = true, DefaultPartitions = 2 }, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData("none")]
    [InlineData("gzip")]
    [InlineData("snappy")]
    [InlineData("lz4")]
    [InlineData("zstd")]
    public async Task Produce_KeysHeadersAndCompression_ComeBackAsSent(string codec)
    {
        var lines = Enumerable.Range(0, 200).Select(i => $"key{i}:value {i} {new string('x', 50)}").ToList();
        await Kcat(string.Join('\n', lines) + "\n", "-P", "-t", codec, "-K", ":", "-H", "a=b", "-z", codec, "-p", "1");
        var read = await Kcat("", "-C", "-t", codec, "-p", "1", "-o", "beginning", "-e", "-q", "-f", "%k:%s|%h|%o\\n");
        read.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(lines.Select((line, i) => $"{line}|a=b|{i}"));
    }

    [Fact]
    public async Task Produce_InATransaction_IsSeenByReadCommitted()
    {
        await Kcat("one\ntwo\n", "-P", "-t", "tx", "-p", "0", "-X", "transactional.id=kcat");
        (await Kcat(
            "", "-C", "-t", "tx", "-p", "0", "-o", "beginning", "-e", "-q", "-X", "isolation.level=read_committed"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Group_ReadsAllPartitions_AndListsMetadata()
    {
        await Kcat("a\nb\nc\n", "-P", "-t", "g", "-p", "0");
        await Kcat("d\n", "-P", "-t", "g", "-p", "1");
        var read = await Kcat("", "-G", "readers", "-c", "4", "-q", "-X", "auto.offset.reset=earliest", "g");
        read.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
            .ShouldBe(["a", "b", "c", "d"]);
        (await Kcat("", "-L", "-t", "g")).ShouldContain("topic \"g\" with 2 partitions");
        (await Kcat("", "-Q", "-t", "g:0:-1")).ShouldContain("offset 3");
    }

    Task<string> Kcat(string input, params string[] arguments) =>
        ClientProgram.RunAsync("kcat", input, ["-b", _broker.BootstrapServers, .. arguments]);
}
