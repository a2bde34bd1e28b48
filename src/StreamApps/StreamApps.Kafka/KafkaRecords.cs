namespace StreamApps.Kafka;

/// <summary>Names of partitions and positions, as the client and as the port has them.</summary>
static class KafkaRecords
{
    public static Confluent.Kafka.TopicPartition ToKafka(TopicPartition partition) =>
        new(partition.Topic, partition.Partition);

    public static Confluent.Kafka.TopicPartitionOffset ToKafka(TopicPartitionOffset position) =>
        new(position.Partition.Topic, position.Partition.Partition, position.Offset);

    public static TopicPartition FromKafka(Confluent.Kafka.TopicPartition partition) =>
        new(partition.Topic, partition.Partition.Value);
}
