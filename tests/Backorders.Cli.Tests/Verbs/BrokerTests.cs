using System.Net;
using System.Net.Sockets;

namespace Backorders.Cli.Tests.Verbs;

/// <summary>On call at night, a wrong address must not look like a slow start.</summary>
public sealed class BrokerTests
{
    const int NobodyListens = 1;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task When_the_port_is_in_use_Should_say_which_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var run = await CliRun.OfAsync("broker", "--port", $"{port}");
        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain($"{port}");
        run.Output.ShouldNotContain("ready");
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("verify")]
    [InlineData("tap some-topic")]
    [InlineData("topics apply")]
    public async Task When_no_broker_is_there_Should_fail_within_seconds_in_one_line(string verb)
    {
        var run = await CliRun.OfAsync([.. verb.Split(' '), "--bootstrap", $"127.0.0.1:{NobodyListens}"]);
        run.ExitCode.ShouldBe(1);
        run.Errors.Trim().ShouldBe(
            $"error: no broker answers at 127.0.0.1:{NobodyListens}; start one with: backorders broker");
        run.Elapsed.ShouldBeLessThan(Patience);
    }

    [Fact]
    public async Task RequireAsync_SeveralAddresses_IsContentWithOne()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await BrokerProbe.RequireAsync(
            $"127.0.0.1:{NobodyListens}, {listener.LocalEndpoint}", TestContext.Current.CancellationToken);
    }
}
