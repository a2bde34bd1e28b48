using System.Net;

namespace StreamApps.EmbeddedKafka;

/// <summary>
/// How a broker is started. Read once by <see cref="EmbeddedBroker.StartAsync"/>, which reports all problems in one
/// message; later changes have no effect.
/// </summary>
public sealed class EmbeddedBrokerOptions
{
    /// <summary>Where the broker keeps its data; made when missing. Null keeps everything in memory.</summary>
    public string? Directory { get; set; }

    /// <summary>The address to listen on and to name to clients. Default: the IPv4 loopback.</summary>
    public IPAddress Host { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// The host that clients are told to connect to. Null, the default, takes <see cref="Host"/>, or the machine's
    /// name when that is every address.
    /// </summary>
    public string? AdvertisedHost { get; set; }

    /// <summary>
    /// The port, 0 to 65535. 0, the default, takes a free one below 32768: a client that reconnects to a stopped
    /// broker cannot be given such a port for its own end.
    /// </summary>
    public int Port { get; set; }

    /// <summary>
    /// The port of a schema registry over HTTP, 0 to 65535, where 0 takes a free one. Null, the default, starts none.
    /// </summary>
    public int? RegistryPort { get; set; }

    /// <summary>Partitions of a topic that is made without a number, 1 to 10,000. Default 1.</summary>
    public int DefaultPartitions { get; set; } = 1;

    /// <summary>Whether a client that asks for an unknown topic makes it. Default false.</summary>
    public bool AutoCreateTopics { get; set; }

    /// <summary>When records reach the device. Default <see cref="FlushPolicy.OperatingSystem"/>.</summary>
    public FlushPolicy Flush { get; set; }

    /// <summary>The largest request in bytes, 1 KiB to 1 GiB. Default 100 MiB, as in Apache Kafka.</summary>
    public int MaxFrameBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>
    /// The most connections at a time, 1 to 100,000; further ones are closed at once. Default 12,000.
    /// </summary>
    public int MaxConnections { get; set; } = 12_000;

    /// <summary>
    /// The shortest session time-out that a group member may ask for, 1 ms to 30 minutes. Default 6 s, as in Apache
    /// Kafka.
    /// </summary>
    public TimeSpan MinSessionTimeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>The clock for timestamps, time-outs and retention. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Where the broker writes its few log lines, one at a time. Default: nowhere.</summary>
    public TextWriter Log { get; set; } = TextWriter.Null;

    /// <summary>What clients are told.</summary>
    internal string HostForClients => AdvertisedHost
        ?? (Host.Equals(IPAddress.Any) || Host.Equals(IPAddress.IPv6Any) ? Dns.GetHostName() : Host.ToString());

    internal void Validate()
    {
        var problems = new List<string>();
        Expect(Host is not null, "Host is null");
        Expect(Time is not null, "Time is null");
        Expect(Log is not null, "Log is null");
        Expect(AdvertisedHost is not "", "AdvertisedHost is empty: give a host, or null for Host");
        Expect(Directory is null || Directory.Trim().Length > 0, "Directory is empty: give a path, or null for memory");
        Expect(Port is >= 0 and <= IPEndPoint.MaxPort, $"Port {Port} is not from 0 to {IPEndPoint.MaxPort}");
        Expect(
            RegistryPort is null or (>= 0 and <= IPEndPoint.MaxPort),
            $"RegistryPort {RegistryPort} is not from 0 to {IPEndPoint.MaxPort}");
        Expect(
            DefaultPartitions is >= 1 and <= Core.Topics.TopicCatalog.MaxPartitionsPerTopic,
            $"DefaultPartitions {DefaultPartitions} is not from 1 to {Core.Topics.TopicCatalog.MaxPartitionsPerTopic}");
        Expect(Enum.IsDefined(Flush), $"Flush {(int)Flush} is not a policy");
        Expect(MaxFrameBytes is >= 1024 and <= 1 << 30, $"MaxFrameBytes {MaxFrameBytes} is not from 1 KiB to 1 GiB");
        Expect(MaxConnections is >= 1 and <= 100_000, $"MaxConnections {MaxConnections} is not from 1 to 100000");
        Expect(
            MinSessionTimeout >= TimeSpan.FromMilliseconds(1) && MinSessionTimeout <= TimeSpan.FromMinutes(30),
            $"MinSessionTimeout {MinSessionTimeout} is not from 1 ms to 30 minutes");
        if (problems.Count > 0)
            throw new EmbeddedBrokerException($"the broker's options are wrong: {string.Join("; ", problems)}");

        void Expect(bool holds, string problem)
        {
            if (!holds)
                problems.Add(problem);
        }
    }
}
