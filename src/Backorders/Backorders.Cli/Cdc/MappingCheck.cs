using Backorders.CdcBridge.Checks;
using Backorders.CdcBridge.Mapping;

namespace Backorders.Cli.Cdc;

/// <summary>Prints the check of a mapping.</summary>
static class MappingCheck
{
    public static int Run(BridgeMapping mapping, FileInfo? sample, TextWriter output)
    {
        output.WriteLine($"mapping: source {mapping.Source.Name}, {mapping.Tables.Count} tables, {mapping.Tables.Sum(table => table.Commands.Count)} commands");
        if (sample is null)
            return ExitCode.Success;
        var explainer = new SampleExplainer(mapping, output.WriteLine);
        foreach (var record in CdcFiles.ReadRecords(sample))
            explainer.Explain(record);
        explainer.Finish();
        return explainer.Rejected > 0 ? ExitCode.Failure : ExitCode.Success;
    }
}
