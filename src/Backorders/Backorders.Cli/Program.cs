using System.CommandLine;
using Backorders.Cli;
using Backorders.Cli.Broker;
using Backorders.Cli.Topics;
using Backorders.Cli.Worker;

var root = new RootCommand("Allocates stock to orders as they come, exactly once, on Kafka.")
{
    BrokerCommand.Create(),
    WorkerCommand.Create(),
    TopicsCommand.Create(),
};
return await CliHost.RunAsync(root, args);
