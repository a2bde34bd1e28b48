using System.Runtime.InteropServices;
using Confluent.Kafka;
using static StreamApps.Kafka.Native.RdKafka;

namespace StreamApps.Kafka.Native;

/// <summary>Turns the library's errors into those of the port.</summary>
static unsafe class NativeErrors
{
    const int TextSize = 512;

    /// <summary>Throws when a transactional call has failed, and frees its error.</summary>
    /// <param name="error">What the call returned.</param>
    /// <param name="call">The call, for the message.</param>
    /// <param name="endsTransaction">True for commit and abort, whose time-out leaves the outcome unknown.</param>
    public static void Check(nint error, string call, bool endsTransaction = false)
    {
        if (error == 0)
            return;
        var (reason, abort, retriable) = (
            new Error(
                (ErrorCode)rd_kafka_error_code(error),
                Text(rd_kafka_error_string(error)),
                rd_kafka_error_is_fatal(error) != 0),
            rd_kafka_error_txn_requires_abort(error) != 0,
            rd_kafka_error_is_retriable(error) != 0);
        rd_kafka_error_destroy(error);
        throw KafkaErrors.Transaction(reason, abort, retriable, call, endsTransaction);
    }

    /// <summary>The error of a message that a consumer was given, with the cause of a fatal one.</summary>
    public static Error Of(nint client, NativeMessage* message) => (ErrorCode)message->Error == ErrorCode.Local_Fatal
        ? Fatal(client)
        : new Error((ErrorCode)message->Error, Text(rd_kafka_message_errstr(message)));

    public static Error Of(int code) => new((ErrorCode)code, Text(rd_kafka_err2str(code)));

    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "unknown error";

    static Error Fatal(nint client)
    {
        var text = stackalloc byte[TextSize];
        var code = rd_kafka_fatal_error(client, text, TextSize);
        return new Error((ErrorCode)code, Text(text), isFatal: true);
    }
}
