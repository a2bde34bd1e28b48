using System.CommandLine;
using Backorders.Cli;
using Backorders.Cli.Broker;
using Backorders.Cli.Tap;

var root = new RootCommand("Allocates stock to orders as they come, exactly once, on Kafka.")
{
    BrokerCommand.Create(),
    TapCommand.Create(),
};
return await Cli.RunAsync(root, args);
