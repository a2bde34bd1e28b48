using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>Points Confluent.Kafka and the calls beside it at the distribution's librdkafka.</summary>
/// <remarks>Safe for use from several threads.</remarks>
public static class KafkaNativeLibrary
{
    static readonly Lock Gate = new();
    static bool _registered;

    /// <summary>
    /// Registers the resolver, once in a process, and loads the library. Must run before any other use of the client.
    /// </summary>
    /// <exception cref="LogTransportException">
    /// The library is not installed; the message says what to install.
    /// </exception>
    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
                return;
            if (!TryLoadClient(out _))
            {
                throw new LogTransportException(
                    LogErrorKind.Fatal, "librdkafka is not installed; install it with: apt-get install librdkafka1");
            }
            NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);
            NativeLibrary.SetDllImportResolver(typeof(KafkaNativeLibrary).Assembly, Resolve);
            _registered = true;
        }
    }

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name.Contains("rdkafka", StringComparison.Ordinal) && TryLoadClient(out var client))
            return client;
        // The unversioned name exists only where the C library's development package is installed.
        if (string.Equals(name, "libdl", StringComparison.Ordinal)
            && NativeLibrary.TryLoad("libdl.so.2", out var libdl))
        {
            return libdl;
        }
        return nint.Zero;
    }

    static bool TryLoadClient(out nint handle) =>
        NativeLibrary.TryLoad("librdkafka.so.1", out handle) || NativeLibrary.TryLoad("librdkafka", out handle);
}
