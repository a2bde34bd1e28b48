using System.CommandLine;
using Backorders.Cli;
using Backorders.Cli.Broker;
using Backorders.Cli.Demo;
using Backorders.Cli.Tap;
using Backorders.Cli.Topics;
using Backorders.Cli.Verify;
using Backorders.Cli.Worker;

var root = new RootCommand("Allocates stock to orders as they come, exactly once, on Kafka.")
{
    DemoCommand.Create(),
    BrokerCommand.Create(),
    WorkerCommand.Create(),
    VerifyCommand.Create(),
    TapCommand.Create(),
    TopicsCommand.Create(),
};
return await CliHost.RunAsync(root, args);
