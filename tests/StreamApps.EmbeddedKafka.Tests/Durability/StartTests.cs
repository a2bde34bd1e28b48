using System.Net;
using System.Net.Sockets;
using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Tests.Durability;

/// <summary>Starts that cannot succeed say why in one line; a user would otherwise search in the dark.</summary>
public sealed class StartTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_PortInUse_SaysSo()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        var error = await Should.ThrowAsync<EmbeddedBrokerException>(
            () => EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { Port = port }, Token));
        error.Message.ShouldContain($"127.0.0.1:{port}");
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task StartAsync_DirectoryHeldByAnotherBroker_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await using var first = await EmbeddedBroker.StartAsync(new() { Directory = folder.Path }, Token);
        var error = await Should.ThrowAsync<EmbeddedBrokerException>(
            () => EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { Directory = folder.Path }, Token));
        error.Message.ShouldContain(folder.Path);
        error.Message.ShouldContain("another broker");
    }

    [Fact]
    public async Task StartAsync_SeveralWrongOptions_NamesAll()
    {
        var options = new EmbeddedBrokerOptions { Port = -1, DefaultPartitions = 0, Directory = " " };
        var error = await Should.ThrowAsync<EmbeddedBrokerException>(() => EmbeddedBroker.StartAsync(options, Token));
        error.Message.ShouldContain("Port");
        error.Message.ShouldContain("DefaultPartitions");
        error.Message.ShouldContain("Directory");
    }

    [Fact]
    public async Task StartAsync_FreePort_IsBelowTheEphemeralRange()
    {
        await using var broker = await EmbeddedBroker.StartAsync(new(), Token);
        int.Parse(broker.BootstrapServers.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeInRange(1024, 32767);
    }
}
