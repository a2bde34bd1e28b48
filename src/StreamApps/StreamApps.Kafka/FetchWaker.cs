using static StreamApps.Kafka.Native.RdKafka;

namespace StreamApps.Kafka;

/// <summary>
/// Makes librdkafka look at its queue again. A full queue makes it stop fetching and look again after up to a second
/// (<c>rd_kafka_max_block_ms</c>; <c>fetch.queue.backoff.ms</c> of later versions), in which a fast reader runs dry. A
/// request to the brokers that are fetched from ends that sleep, whatever it asks for. It waits for its answer, so it
/// has a thread of its own.
/// </summary>
sealed unsafe class FetchWaker : IDisposable
{
    const int TimeoutMilliseconds = 1000;
    const long Latest = -1;

    readonly nint _client;
    readonly Lock _gate = new();
    readonly SemaphoreSlim _signal = new(0, 1);
    readonly Thread _thread;
    IReadOnlyList<TopicPartition> _partitions = [];
    bool _ended;

    public FetchWaker(nint client)
    {
        _client = client;
        _thread = new Thread(Run) { Name = "fetch-waker", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What is read from here on.</summary>
    public void Reset(IReadOnlyList<TopicPartition> partitions)
    {
        lock (_gate)
            _partitions = partitions;
    }

    /// <summary>Called when so much was taken that the queue may have been full before. Returns at once.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (!_ended && _signal.CurrentCount == 0)
                _signal.Release();
        }
    }

    /// <summary>Must be called before the client is closed.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            if (_signal.CurrentCount == 0)
                _signal.Release();
        }
        _thread.Join();
        _signal.Dispose();
    }

    void Run()
    {
        while (true)
        {
            _signal.Wait();
            IReadOnlyList<TopicPartition> partitions;
            lock (_gate)
            {
                if (_ended)
                    return;
                partitions = _partitions;
            }
            Ask(partitions);
        }
    }

    // One request to each broker that leads one of them. An error means that the broker is busy with
    // something else than sleeping.
    void Ask(IReadOnlyList<TopicPartition> partitions)
    {
        var list = rd_kafka_topic_partition_list_new(partitions.Count);
        foreach (var partition in partitions)
            rd_kafka_topic_partition_list_add(list, partition.Topic, partition.Partition)->Offset = Latest;
        _ = rd_kafka_offsets_for_times(_client, list, TimeoutMilliseconds);
        rd_kafka_topic_partition_list_destroy(list);
    }
}
