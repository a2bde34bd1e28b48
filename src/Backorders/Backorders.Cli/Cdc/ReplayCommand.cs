using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Backorders.CdcBridge.Engine;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Recordings;
using Backorders.CdcBridge.State;

namespace Backorders.Cli.Cdc;

/// <summary><c>backorders cdc replay</c>: recordings through the bridge, without a broker.</summary>
static class ReplayCommand
{
    const int OutputBuffer = 1 << 16;
    static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var mapping = CdcCommand.Mapping();
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "Recordings: records.ndjson, or .gz.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "replay",
            "Reads recordings as the bridge reads topics, and prints commands, dead letters and exceptions, "
            + "one JSON object a line; a summary by reason goes to standard error.")
        {
            mapping, files,
        };
        command.SetAction((parsed, cancelled) => Task.FromResult(Run(
            CdcFiles.ReadMapping(parsed.GetRequiredValue(mapping)), parsed.GetRequiredValue(files), cancelled)));
        return command;
    }

    static int Run(BridgeMapping mapping, FileInfo[] files, CancellationToken cancelled)
    {
        foreach (var file in files)
            CdcFiles.Require(file);
        using var lines = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), OutputBuffer)
        {
            NewLine = "\n",
        };
        var output = new JsonLineOutput(lines);
        var bridge = new Bridge(mapping, new MemoryBridgeStore(), output);
        var watch = Stopwatch.StartNew();
        var told = TimeSpan.Zero;
        var records = 0L;
        foreach (var file in files)
        {
            foreach (var record in CdcFiles.ReadRecords(file))
            {
                cancelled.ThrowIfCancellationRequested();
                bridge.Process(record);
                records++;
                if (watch.Elapsed - told < ProgressInterval)
                    continue;
                told = watch.Elapsed;
                Console.Error.WriteLine($"{file.Name}: {records:N0} records");
            }
        }
        bridge.Finish();
        lines.Flush();
        Console.Error.WriteLine(
            $"{records:N0} records in {watch.Elapsed.TotalSeconds:0.0} s, "
                + $"up to {mapping.Source.Name}@{bridge.Watermark.Position}");
        foreach (var (what, count) in output.Counts)
            Console.Error.WriteLine($"  {what,-48} {count,10:N0}");
        return ExitCode.Success;
    }
}
