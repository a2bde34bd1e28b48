using System.Globalization;
using StreamApps.EmbeddedKafka;
using StreamApps.EmbeddedKafka.Host;
using StreamApps.EmbeddedKafka.Storage;

// A broker as a process of its own, for tests that kill it: HOST DIRECTORY [PORT] [auto] [die KIND N].
// Prints "ready HOST:PORT" and runs until it is killed or its standard input ends.
var options = new EmbeddedBrokerOptions
{
    Directory = args[0].Length == 0 ? null : args[0],
    Port = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0,
    AutoCreateTopics = args.Contains("auto", StringComparer.Ordinal),
    Log = Console.Error,
};
try
{
    await using var broker = await StartAsync();
    Console.WriteLine($"ready {broker.BootstrapServers}");
    await Console.In.ReadToEndAsync();
    return 0;
}
catch (EmbeddedBrokerException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

Task<EmbeddedBroker> StartAsync()
{
    var die = Array.IndexOf(args, "die");
    if (die < 0)
        return EmbeddedBroker.StartAsync(options);
    var storage = new DyingStorage(
        new DiskStorage(options.Directory!), args[die + 1], int.Parse(args[die + 2], CultureInfo.InvariantCulture));
    return Task.FromResult(EmbeddedBroker.Start(options, storage));
}
