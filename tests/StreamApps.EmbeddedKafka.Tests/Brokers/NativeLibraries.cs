using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamApps.EmbeddedKafka.Tests.Brokers;

/// <summary>Points Confluent.Kafka to the distribution's librdkafka.</summary>
static class NativeLibraries
{
    [ModuleInitializer]
    internal static void Resolve()
    {
        var assembly = typeof(Confluent.Kafka.Library).Assembly;
        NativeLibrary.SetDllImportResolver(assembly, Load);
        Confluent.Kafka.Library.Load("librdkafka.so.1");
        FillInLeaderEpochs(assembly);
    }

    /// <summary>
    /// librdkafka before 2.1 does not know leader epochs, and Confluent.Kafka asks for them with every record: for
    /// such a library its three entry points answer that the epoch is unknown.
    /// </summary>
    static void FillInLeaderEpochs(Assembly assembly)
    {
        if (NativeLibrary.TryGetExport(NativeLibrary.Load("librdkafka.so.1"), "rd_kafka_message_leader_epoch", out _))
            return;
        var methods = assembly.GetType("Confluent.Kafka.Impl.Librdkafka", throwOnError: true)!;
        Set("_message_leader_epoch", (IntPtr _) => -1);
        Set("_topic_partition_get_leader_epoch", (IntPtr _) => -1);
        Set("_topic_partition_set_leader_epoch", (IntPtr _, int _) => { });

        void Set(string name, Delegate replacement)
        {
            var field = methods.GetField(name, BindingFlags.Static | BindingFlags.NonPublic)
                ?? throw new MissingFieldException(methods.FullName, name);
            field.SetValue(null, Delegate.CreateDelegate(field.FieldType, replacement.Target, replacement.Method));
        }
    }

    static IntPtr Load(string name, Assembly assembly, DllImportSearchPath? path) => name switch
    {
        "librdkafka" => NativeLibrary.Load("librdkafka.so.1"),
        "libdl" => NativeLibrary.Load("libdl.so.2"),
        _ => IntPtr.Zero,
    };
}
