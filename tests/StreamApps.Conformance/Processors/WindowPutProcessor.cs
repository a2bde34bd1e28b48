using System.Globalization;
using StreamApps.Conformance.Data;
using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Conformance.Processors;

/// <summary><c>windowPut:N</c>: puts into a window store and fetches around.</summary>
internal sealed class WindowPutProcessor<TKey>(KeyForm<TKey> keys, long reach, DeclaredStore declared)
    : VectorProcessor<TKey>(keys)
{
    IWindowStore<Datum, Datum>? _store;

    public override void Process(in Record<TKey, Datum> record)
    {
        var key = KeyOf(record)!;
        _store!.Put(key, record.Value, record.Timestamp);
        var found = new List<string>();
        foreach (var entry in _store.Fetch(key, record.Timestamp - reach, record.Timestamp + reach))
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{entry.Key.Start}={entry.Value}"));
        Forward(record, Datum.Of(string.Join(',', found)));
    }

    protected override void Begin() =>
        _store = Context.Store((StoreDescriptor<IWindowStore<Datum, Datum>>)declared.Descriptor);
}
