using System.CommandLine;
using StreamApps.Kafka;

namespace Backorders.Cli.Tap;

/// <summary><c>backorders tap</c>: a topic as JSON, one object a line.</summary>
static class TapCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC") { Description = "The topic to read." };
        var bootstrap = Options.Bootstrap();
        var follow = new Option<bool>("--follow") { Description = "Goes on when the end is reached, until Ctrl-C." };
        var records = new Option<long?>("--records") { Description = "Ends after this many records." };
        var command = new Command(
            "tap", "Prints the committed records of a topic, Protobuf decoded, one JSON object a line.")
        {
            topic, bootstrap, follow, records,
        };
        command.SetAction(async (parsed, cancelled) =>
        {
            await BrokerProbe.RequireAsync(parsed.GetRequiredValue(bootstrap), cancelled);
            var transport = new KafkaLogTransport(new KafkaTransportOptions
            {
                BootstrapServers = parsed.GetRequiredValue(bootstrap),
                ClientId = "backorders-tap",
            });
            new TopicTap(transport, Console.Out)
                .Run(parsed.GetRequiredValue(topic), parsed.GetValue(follow), parsed.GetValue(records), cancelled);
            return ExitCode.Success;
        });
        return command;
    }
}
