using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Processing;

namespace StreamApps.Conformance.Processors;

/// <summary>The processors with one value for each key.</summary>
internal sealed class CellProcessor<TKey>(KeyForm<TKey> keys, FunctionName function, DeclaredStore declared)
    : VectorProcessor<TKey>(keys)
{
    Cells? _cells;

    public static bool Has(string name) =>
        name is "dedup" or "changed" or "first" or "total" or "newest" or "remember" or "recall" or "scan";

    public override void Process(in Record<TKey, Datum> record)
    {
        var key = KeyOf(record)!;
        switch (function.Name)
        {
            case "dedup":
                Deduplicate(record, key);
                break;
            case "changed":
                if (Equals(_cells!.Get(key), record.Value))
                    return;
                _cells.Put(key, record.Value, record.Timestamp);
                Context.Forward(record);
                break;
            case "first":
                if (_cells!.Get(key) is not null)
                    return;
                _cells.Put(key, record.Value, record.Timestamp);
                Context.Forward(record);
                break;
            case "total":
                Total(record, key);
                break;
            case "newest":
                var known = _cells!.Get(key, out var newest);
                if (known is not null && record.Timestamp < newest)
                    return;
                _cells.Put(key, record.Value, record.Timestamp);
                Context.Forward(record);
                break;
            case "remember":
                _cells!.Put(key, record.Value, record.Timestamp);
                break;
            case "recall":
                Forward(record, Datum.Of($"{Datum.TextOf(record.Value)}|{Datum.TextOf(_cells!.Get(key))}"));
                break;
            default:
                _cells!.Put(key, record.Value, record.Timestamp);
                var found = _cells.Scan(function.Argument, key);
                Forward(record, Datum.Of(string.Join(',', found.Select(entry => $"{entry.Key}={entry.Value}"))));
                break;
        }
    }

    protected override void Begin() => _cells = declared.Open(Context);

    void Deduplicate(in Record<TKey, Datum> record, Datum key)
    {
        if (_cells!.Get(key) is { } last && record.Timestamp - Numbers.OrZero(last) < function.Number)
            return;
        _cells.Put(key, Datum.Of(record.Timestamp), record.Timestamp);
        Context.Forward(record);
    }

    void Total(in Record<TKey, Datum> record, Datum key)
    {
        var old = _cells!.Get(key);
        var next = record.Value is null ? null : Numbers.Add(old, record.Value);
        _cells.Put(key, next, record.Timestamp);
        Forward(record, next ?? old);
    }
}
