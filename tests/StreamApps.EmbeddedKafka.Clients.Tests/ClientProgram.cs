using System.Diagnostics;
using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Clients.Tests;

/// <summary>A client's program, with a small Java where it is one: tests run many of these.</summary>
static class ClientProgram
{
    /// <inheritdoc cref="Programs.RunAsync"/>
    public static Task<string> RunAsync(string program, string input, params string[] arguments) =>
        Programs.RunAsync(Small(program, arguments), input);

    /// <summary>Starts a program that runs until it is stopped.</summary>
    public static Process Start(string program, params string[] arguments) => Process.Start(Small(program, arguments))!;

    static ProcessStartInfo Small(string program, string[] arguments)
    {
        var start = Programs.Piped(program, arguments);
        start.Environment["KAFKA_OPTS"] = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
        start.Environment["BENCH_JAVA_OPTS"] = "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
        return start;
    }
}
