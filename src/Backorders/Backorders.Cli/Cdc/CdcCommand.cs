using System.CommandLine;

namespace Backorders.Cli.Cdc;

/// <summary><c>backorders cdc</c>: a legacy system's change events and what they become.</summary>
static class CdcCommand
{
    public static Command Create() => new("cdc", "What the change events of a legacy system become.")
    {
        ReplayCommand.Create(),
        CheckCommand.Create(),
        EpochCommand.Create(),
    };

    /// <summary>The option that names the mapping.</summary>
    public static Option<FileInfo> Mapping() =>
        new("--mapping") { Description = "The mapping of the source's tables, a YAML file.", Required = true };
}
