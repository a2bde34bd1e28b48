using System.Runtime.InteropServices;

namespace StreamApps.Kafka.Native;

/// <summary>
/// librdkafka's C API (rdkafka.h, version 2.0.2), as far as it is called without the managed client: batches
/// of consumed messages, and the whole producer. Calls that only read a field skip the transition that lets
/// the garbage collector run.
/// </summary>
static unsafe partial class RdKafka
{
    /// <summary>The name that <see cref="KafkaNativeLibrary"/> resolves.</summary>
    public const string Library = "librdkafka";

    public const int ProducerType = 0;
    public const int ConfigurationOk = 0;
    public const int AnyPartition = -1;
    public const int CopyPayload = 0x2;
    public const int PurgeAll = 0x1 | 0x2 | 0x4;

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_conf_new();

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_destroy(nint configuration);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rd_kafka_conf_set(
        nint configuration, string name, string value, byte* error, nuint size);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_set_opaque(nint configuration, nint opaque);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_set_dr_msg_cb(
        nint configuration, delegate* unmanaged[Cdecl]<nint, NativeMessage*, nint, void> callback);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_conf_set_log_cb(
        nint configuration, delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, void> callback);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_new(int type, nint configuration, byte* error, nuint size);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_destroy(nint client);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_opaque(nint client);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_poll(nint client, int timeoutMilliseconds);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_flush(nint client, int timeoutMilliseconds);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_outq_len(nint client);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_purge(nint client, int flags);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_fatal_error(nint client, byte* text, nuint size);

    [LibraryImport(Library)]
    internal static partial byte* rd_kafka_err2str(int code);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint rd_kafka_topic_new(nint client, string name, nint configuration);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_topic_destroy(nint topic);

    [LibraryImport(Library)]
    internal static partial byte* rd_kafka_topic_name(nint topic);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_produceva(nint client, ProduceArgument* arguments, nuint count);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_headers_new(nuint count);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_headers_destroy(nint headers);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rd_kafka_header_add(
        nint headers, string name, nint nameLength, byte* value, nint valueLength);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_message_headers(NativeMessage* message, nint* headers);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_header_get_all(
        nint headers, nuint index, byte** name, void** value, nuint* valueLength);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long rd_kafka_message_timestamp(NativeMessage* message, int* type);

    [LibraryImport(Library)]
    internal static partial byte* rd_kafka_message_errstr(NativeMessage* message);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_message_destroy(NativeMessage* message);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_queue_get_consumer(nint client);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_queue_destroy(nint queue);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_consume_batch_queue(
        nint queue, int timeoutMilliseconds, NativeMessage** messages, nuint size);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_init_transactions(nint client, int timeoutMilliseconds);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_begin_transaction(nint client);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_send_offsets_to_transaction(
        nint client, nint offsets, nint group, int timeoutMilliseconds);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_commit_transaction(nint client, int timeoutMilliseconds);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_abort_transaction(nint client, int timeoutMilliseconds);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_topic_partition_list_new(int size);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_topic_partition_list_destroy(nint list);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativePosition* rd_kafka_topic_partition_list_add(nint list, string topic, int partition);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_offsets_for_times(nint client, nint offsets, int timeoutMilliseconds);

    [LibraryImport(Library)]
    internal static partial nint rd_kafka_consumer_group_metadata_read(nint* group, byte* bytes, nuint size);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_consumer_group_metadata_destroy(nint group);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_error_code(nint error);

    [LibraryImport(Library)]
    internal static partial byte* rd_kafka_error_string(nint error);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_error_is_fatal(nint error);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_error_is_retriable(nint error);

    [LibraryImport(Library)]
    internal static partial int rd_kafka_error_txn_requires_abort(nint error);

    [LibraryImport(Library)]
    internal static partial void rd_kafka_error_destroy(nint error);
}
