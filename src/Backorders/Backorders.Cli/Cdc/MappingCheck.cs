using System.Text.Json;
using Backorders.CdcBridge.Checks;
using Backorders.CdcBridge.Mapping;

namespace Backorders.Cli.Cdc;

/// <summary>Prints the check of a mapping.</summary>
static class MappingCheck
{
    public static int Run(BridgeMapping mapping, FileInfo? sample, FileInfo? connector, TextWriter output)
    {
        output.WriteLine(
            $"mapping: source {mapping.Source.Name}, {mapping.Tables.Count} tables, "
            + $"{mapping.Tables.Sum(table => table.Commands.Count)} commands");
        if (connector is not null)
            CheckConnector(mapping, connector, output);
        if (sample is null)
            return ExitCode.Success;
        var explainer = new SampleExplainer(mapping, output.WriteLine);
        foreach (var record in CdcFiles.ReadRecords(sample))
            explainer.Explain(record);
        explainer.Finish();
        return explainer.Rejected > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    static void CheckConnector(BridgeMapping mapping, FileInfo connector, TextWriter output)
    {
        CdcFiles.Require(connector);
        try
        {
            var settings = ConnectorSettings.Read(File.ReadAllText(connector.FullName));
            foreach (var warning in ConnectorSettings.Check(mapping, settings))
                output.WriteLine($"warning: {warning}");
        }
        catch (JsonException error)
        {
            throw new UsageException(
                $"{connector}:{(error.LineNumber ?? 0) + 1}:{(error.BytePositionInLine ?? 0) + 1}: {error.Message}");
        }
    }
}
