namespace StreamApps.Kafka.Native;

/// <summary><c>rd_kafka_vtype_t</c>.</summary>
enum ProduceArgumentKind
{
    Topic = 2,
    Partition = 3,
    Value = 4,
    Key = 5,
    Opaque = 6,
    Flags = 7,
    Timestamp = 8,
    Headers = 10,
}
