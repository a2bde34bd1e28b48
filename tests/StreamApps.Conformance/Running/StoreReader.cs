using StreamApps.Conformance.Data;
using StreamApps.Conformance.Vectors;
using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Conformance.Running;

/// <summary>Reads a store of any kind through its public interface.</summary>
internal static class StoreReader
{
    public static List<StoreEntry> Read(TopologyTestDriver driver, string name) => driver.Store<object>(name) switch
    {
        IKeyValueStore<Datum, Datum> store => Entries(store.All(), Plain, static v => (v, null)),
        IKeyValueStore<Datum, Timestamped<Datum>> store => Entries(store.All(), Plain, Timed),
        IKeyValueStore<Datum, Timestamped<long>> store => Entries(store.All(), Plain, TimedLong),
        IKeyValueStore<Windowed<Datum>, Timestamped<Datum>> store => Entries(store.All(), Window, Timed),
        IKeyValueStore<Windowed<Datum>, Timestamped<long>> store => Entries(store.All(), Window, TimedLong),
        IWindowStore<Datum, Datum> store => Entries(store.All(), static v => (v, null)),
        IWindowStore<Datum, Timestamped<Datum>> store => Entries(store.All(), Timed),
        IWindowStore<Datum, Timestamped<long>> store => Entries(store.All(), TimedLong),
        ISessionStore<Datum, Datum> store => Entries(store.All(), static v => (v, null)),
        ISessionStore<Datum, long?> store => Entries(store.All(), static v => (Datum.Of(v!.Value), null)),
        IVersionedStore<Datum, Datum> store => Entries(store.Latest(), Plain, Timed),
        var other => throw new NotSupportedException($"'{name}' is {other.GetType()}, which no vector has"),
    };

    public static (Datum? Value, long? Timestamp) AsOf(TopologyTestDriver driver, string name, Datum key, long time) =>
        driver.Store<IVersionedStore<Datum, Datum>>(name).TryGet(key, time, out var version)
            ? (version.Value, version.Timestamp)
            : (null, null);

    static Datum Plain(Datum key) => key;

    static Datum Window(Windowed<Datum> key) => KeyForms.Windowed.ToDatum(key)!;

    static (Datum Value, long? Timestamp) Timed(Timestamped<Datum> value) => (value.Value, value.Timestamp);

    static (Datum Value, long? Timestamp) TimedLong(Timestamped<long> value) =>
        (Datum.Of(value.Value), value.Timestamp);

    static List<StoreEntry> Entries<TKey, TValue>(
        KeyValueScan<TKey, TValue> scan, Func<TKey, Datum> key, Func<TValue, (Datum Value, long? Timestamp)> value)
    {
        var entries = new List<StoreEntry>();
        foreach (var (found, content) in scan)
        {
            var (datum, timestamp) = value(content);
            entries.Add(new(key(found), datum, timestamp));
        }
        return entries;
    }

    static List<StoreEntry> Entries<TValue>(
        WindowScan<Datum, TValue> scan, Func<TValue, (Datum Value, long? Timestamp)> value)
    {
        var entries = new List<StoreEntry>();
        foreach (var (found, content) in scan)
        {
            var (datum, timestamp) = value(content);
            entries.Add(new(Window(found), datum, timestamp));
        }
        return entries;
    }
}
