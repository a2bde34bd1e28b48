using System.CommandLine;

namespace Backorders.Cli.Cdc;

/// <summary><c>backorders cdc check</c>: explains what each row of a sample would become, and why.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var mapping = CdcCommand.Mapping();
        var sample = new Option<FileInfo?>("--sample")
        {
            Description = "A recording whose rows are explained, one by one.",
        };
        var connector = new Option<FileInfo?>("--connector")
        {
            Description = "The connector's settings, as properties or JSON: compared with what the bridge relies on.",
        };
        var command = new Command(
            "check",
            "Checks a mapping, and explains what each row of a sample would become and why.")
        {
            mapping, sample, connector,
        };
        command.SetAction((parsed, _) => Task.FromResult(MappingCheck.Run(
            CdcFiles.ReadMapping(parsed.GetRequiredValue(mapping)),
            parsed.GetValue(sample),
            parsed.GetValue(connector),
            Console.Out)));
        return command;
    }
}
