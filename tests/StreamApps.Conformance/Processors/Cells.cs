using System.Text;
using StreamApps.Conformance.Data;
using StreamApps.State;

namespace StreamApps.Conformance.Processors;

/// <summary>A store with one value for each key, with or without the time of the value.</summary>
internal abstract class Cells
{
    public abstract Datum? Get(Datum key, out long timestamp);

    /// <summary>Sets a value; null deletes.</summary>
    public abstract void Put(Datum key, Datum? value, long timestamp);

    /// <summary>The entries that a scan of the language finds, in its order.</summary>
    public abstract IReadOnlyList<KeyValuePair<Datum, Datum>> Scan(string how, Datum? key);

    public Datum? Get(Datum key) => Get(key, out _);

    protected static List<KeyValuePair<Datum, T>> Scan<T>(IKeyValueStore<Datum, T> store, string how, Datum? key)
    {
        var found = new List<KeyValuePair<Datum, T>>();
        foreach (var entry in Begin(store, how, key))
            found.Add(entry);
        return found;
    }

    static KeyValueScan<Datum, T> Begin<T>(IKeyValueStore<Datum, T> store, string how, Datum? key) => how switch
    {
        "all" => store.All(),
        "reverse" => store.All(backwards: true),
        "range" => store.Range(key!, Datum.Of(Datum.TextOf(key) + "z")!),
        "upTo" => store.UpTo(key!),
        "from" => store.From(key!, backwards: true),
        "prefix" => store.Prefix(Encoding.UTF8.GetBytes(Datum.TextOf(key)[..1])),
        _ => throw new NotSupportedException($"'{how}' is no scan of the vector language"),
    };

    /// <summary>Values alone.</summary>
    internal sealed class Plain(IKeyValueStore<Datum, Datum> store) : Cells
    {
        public override Datum? Get(Datum key, out long timestamp)
        {
            timestamp = -1;
            return store.TryGet(key, out var value) ? value : null;
        }

        public override void Put(Datum key, Datum? value, long timestamp) => store.Put(key, value!);

        public override IReadOnlyList<KeyValuePair<Datum, Datum>> Scan(string how, Datum? key) => Scan(store, how, key);
    }

    /// <summary>Values with their times.</summary>
    internal sealed class Timed(IKeyValueStore<Datum, Timestamped<Datum>> store) : Cells
    {
        public override Datum? Get(Datum key, out long timestamp)
        {
            var found = store.TryGet(key, out var value);
            timestamp = found ? value.Timestamp : -1;
            return found ? value.Value : null;
        }

        public override void Put(Datum key, Datum? value, long timestamp)
        {
            if (value is null)
                store.Delete(key);
            else
                store.Put(key, new(value, timestamp));
        }

        public override IReadOnlyList<KeyValuePair<Datum, Datum>> Scan(string how, Datum? key) =>
            [.. Scan(store, how, key).Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Value))];
    }
}
