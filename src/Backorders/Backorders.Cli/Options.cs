using System.CommandLine;

namespace Backorders.Cli;

/// <summary>Options that several verbs have, with one name and one meaning.</summary>
static class Options
{
    public static Option<string> Bootstrap() => new("--bootstrap")
    {
        Description = "Host and port of the Kafka broker.",
        DefaultValueFactory = _ => "127.0.0.1:9092",
    };

    public static Option<bool> Json() => new("--json") { Description = "Prints one JSON object instead of text." };
}
