using System.Runtime.InteropServices;
using static StreamApps.Kafka.Native.RdKafka;

namespace StreamApps.Kafka.Native;

/// <summary>Headers in the library's memory.</summary>
static unsafe class NativeHeaders
{
    const int NulTerminated = -1;

    /// <summary>A native copy; whoever gets it frees it, or sends it.</summary>
    public static nint Create(RecordHeaders headers)
    {
        var native = rd_kafka_headers_new((nuint)headers.Count);
        byte none = 0;
        for (var index = 0; index < headers.Count; index++)
        {
            var (name, value) = headers[index];
            fixed (byte* bytes = value.Span)
                _ = rd_kafka_header_add(native, name, NulTerminated, bytes is null ? &none : bytes, value.Length);
        }
        return native;
    }

    /// <summary>The headers of a message, or null when it has none.</summary>
    public static RecordHeaders? Read(NativeMessage* message)
    {
        nint native;
        if (rd_kafka_message_headers(message, &native) != 0)
            return null;
        RecordHeaders? headers = null;
        byte* name;
        void* value;
        nuint length;
        for (nuint index = 0; rd_kafka_header_get_all(native, index, &name, &value, &length) == 0; index++)
            (headers ??= [])
                .Add(Marshal.PtrToStringUTF8((nint)name)!, new ReadOnlySpan<byte>(value, (int)length).ToArray());
        return headers;
    }
}
