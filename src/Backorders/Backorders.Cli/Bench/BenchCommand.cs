using System.CommandLine;
using Backorders.Cli.Bench.Pipelines;

namespace Backorders.Cli.Bench;

/// <summary><c>backorders bench</c>: measures. Each kind of measurement has a folder beside this file.</summary>
static class BenchCommand
{
    public static Command Create() => PipelineOptions.AddTo(new Command("bench", "Measures pipelines, alone or beside their peer."));
}
