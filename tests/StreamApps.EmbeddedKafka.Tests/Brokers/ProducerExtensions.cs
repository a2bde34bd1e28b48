using Confluent.Kafka;

namespace StreamApps.EmbeddedKafka.Tests.Brokers;

/// <summary>Producing under the running test's cancellation.</summary>
static class ProducerExtensions
{
    public static Task<DeliveryResult<string, string>> SendAsync(
        this IProducer<string, string> producer, string topic, Message<string, string> message) =>
        producer.ProduceAsync(topic, message, TestContext.Current.CancellationToken);

    public static Task<DeliveryResult<string, string>> SendAsync(
        this IProducer<string, string> producer, TopicPartition partition, Message<string, string> message) =>
        producer.ProduceAsync(partition, message, TestContext.Current.CancellationToken);
}
