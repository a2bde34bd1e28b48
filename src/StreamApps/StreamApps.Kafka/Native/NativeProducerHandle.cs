using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamApps.Transport;
using static StreamApps.Kafka.Native.RdKafka;

namespace StreamApps.Kafka.Native;

/// <summary>
/// A producer of the library. Its delivery reports come on the thread that polls, flushes or commits: nothing of it
/// runs on another thread but the lines that it logs.
/// </summary>
sealed unsafe class NativeProducerHandle : IDisposable
{
    const int TextSize = 512;

    readonly GCHandle _self;
    readonly Action<string>? _onError;
    readonly DeliveryHandler _onDelivery;
    readonly Dictionary<string, nint> _topics = new(StringComparer.Ordinal);
    string _lastTopic = "";
    nint _lastHandle;

    /// <summary>Takes reports of what failed, and of what was sent with an opaque value.</summary>
    public delegate void DeliveryHandler(NativeMessage* message);

    public NativeProducerHandle(
        IReadOnlyDictionary<string, string> settings, DeliveryHandler onDelivery, Action<string>? onError)
    {
        (_onDelivery, _onError) = (onDelivery, onError);
        _self = GCHandle.Alloc(this);
        var configuration = rd_kafka_conf_new();
        var text = stackalloc byte[TextSize];
        try
        {
            foreach (var (name, value) in settings)
            {
                if (rd_kafka_conf_set(configuration, name, value, text, TextSize) != ConfigurationOk)
                    throw new LogTransportException(
                        LogErrorKind.Rejected, $"setting {name}={value}: {NativeErrors.Text(text)}");
            }
            rd_kafka_conf_set_opaque(configuration, GCHandle.ToIntPtr(_self));
            rd_kafka_conf_set_dr_msg_cb(configuration, &OnDelivery);
            rd_kafka_conf_set_log_cb(configuration, &OnLog);
            Client = rd_kafka_new(ProducerType, configuration, text, TextSize);
            if (Client == 0)
                throw new LogTransportException(
                    LogErrorKind.Fatal, $"a producer cannot be created: {NativeErrors.Text(text)}");
        }
        catch
        {
            rd_kafka_conf_destroy(configuration);
            _self.Free();
            throw;
        }
    }

    public nint Client { get; private set; }

    /// <summary>The handle of a topic, kept until the producer is gone.</summary>
    public nint Topic(string name)
    {
        if (ReferenceEquals(name, _lastTopic))
            return _lastHandle;
        if (!_topics.TryGetValue(name, out var handle))
        {
            handle = rd_kafka_topic_new(Client, name, 0);
            if (handle == 0)
                throw new LogTransportException(LogErrorKind.Rejected, $"'{name}' is no name of a topic");
            _topics.Add(name, handle);
        }
        (_lastTopic, _lastHandle) = (name, handle);
        return handle;
    }

    public void Dispose()
    {
        if (Client == 0)
            return;
        // Whoever disposes wants nothing more to be sent.
        _ = rd_kafka_purge(Client, PurgeAll);
        foreach (var topic in _topics.Values)
            rd_kafka_topic_destroy(topic);
        rd_kafka_destroy(Client);
        Client = 0;
        _self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnDelivery(nint client, NativeMessage* message, nint opaque)
    {
        // Nearly all: delivered, and nobody asks where.
        if (message->Error == 0 && message->Opaque == 0)
            return;
        ((NativeProducerHandle)GCHandle.FromIntPtr(opaque).Target!)._onDelivery(message);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnLog(nint client, int level, byte* facility, byte* text)
    {
        var opaque = rd_kafka_opaque(client);
        if (opaque != 0 && GCHandle.FromIntPtr(opaque).Target is NativeProducerHandle { _onError: { } tell })
            tell($"producer: {NativeErrors.Text(text)}");
    }
}
