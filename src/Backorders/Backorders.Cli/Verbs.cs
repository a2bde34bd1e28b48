using System.CommandLine;
using Backorders.Cli.Bench;
using Backorders.Cli.Broker;
using Backorders.Cli.Cdc;
using Backorders.Cli.Demo;
using Backorders.Cli.Tap;
using Backorders.Cli.Topics;
using Backorders.Cli.Topology;
using Backorders.Cli.Verify;
using Backorders.Cli.Worker;

namespace Backorders.Cli;

/// <summary>The command line: all verbs.</summary>
static class Verbs
{
    public static RootCommand Create() => new("Allocates stock to orders as they come, exactly once, on Kafka.")
    {
        DemoCommand.Create(),
        BrokerCommand.Create(),
        CdcCommand.Create(),
        WorkerCommand.Create(),
        VerifyCommand.Create(),
        TapCommand.Create(),
        Allocation.AllocationCommand.Create(),
        Explain.ExplainCommand.Create(),
        WhatIf.WhatIfCommand.Create(),
        TopicsCommand.Create(),
        TopologyCommand.Create(),
        BenchCommand.Create(),
    };
}
