using Backorders.TestSupport;

namespace StreamApps.EmbeddedKafka.Clients.Tests;

/// <summary>
/// Apache Kafka's own programs, from the material beside the repository; absent ones skip the test by name.
/// </summary>
static class JavaTools
{
    public static string RequireScript()
    {
        var script = Workspace.RequireShared("kafka-lab", "bin", "kafka");
        Assert.SkipUnless(Programs.IsInstalled("java"), "needs Java 17");
        return script;
    }

    /// <summary>A program of <c>../shared/bench</c>, which runs Kafka Streams.</summary>
    public static string RequireBench(string name)
    {
        RequireScript();
        return Workspace.RequireShared("bench", name);
    }

    public static Task<string> RunAsync(string tool, params string[] arguments) =>
        RunWithInputAsync("", tool, arguments);

    public static Task<string> RunWithInputAsync(string input, string tool, params string[] arguments) =>
        ClientProgram.RunAsync(RequireScript(), input, ["tool", tool, .. arguments]);
}
