using System.Globalization;
using StreamApps.Conformance.Data;
using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Conformance.Processors;

/// <summary><c>versioned:N</c>: puts a version, and looks up the latest and those around it.</summary>
internal sealed class VersionedProcessor<TKey>(KeyForm<TKey> keys, long reach, DeclaredStore declared)
    : VectorProcessor<TKey>(keys)
{
    IVersionedStore<Datum, Datum>? _store;

    public override void Process(in Record<TKey, Datum> record)
    {
        var key = KeyOf(record)!;
        var put = _store!.Put(key, record.Value, record.Timestamp);
        var result = put.Outcome switch
        {
            VersionOutcome.Latest => -1,
            VersionOutcome.TooOld => long.MinValue,
            _ => put.ValidTo,
        };
        var now = _store.TryGet(key, out var latest) ? Shown(latest) : "null";
        Forward(record, Datum.Of(string.Create(
            CultureInfo.InvariantCulture,
            $"put={result} now={now} at={AsOf(key, record.Timestamp)} " +
            $"before={AsOf(key, record.Timestamp - reach)} after={AsOf(key, record.Timestamp + reach)}")));
    }

    protected override void Begin() =>
        _store = Context.Store((StoreDescriptor<IVersionedStore<Datum, Datum>>)declared.Descriptor);

    string AsOf(Datum key, long time) => _store!.TryGet(key, time, out var version) ? Shown(version) : "null";

    static string Shown(Timestamped<Datum> version) =>
        string.Create(CultureInfo.InvariantCulture, $"{version.Value}@{version.Timestamp}/");
}
