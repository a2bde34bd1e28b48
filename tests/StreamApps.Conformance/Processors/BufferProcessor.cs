using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Processing;

namespace StreamApps.Conformance.Processors;

/// <summary><c>buffer:TYPE:N</c>: keeps the last value of each key and lets all go at intervals.</summary>
internal sealed class BufferProcessor<TKey>(KeyForm<TKey> keys, FunctionName schedule, DeclaredStore declared)
    : VectorProcessor<TKey>(keys)
{
    Cells? _cells;

    public override void Process(in Record<TKey, Datum> record) =>
        _cells!.Put(KeyOf(record)!, record.Value, record.Timestamp);

    protected override void Begin()
    {
        _cells = declared.Open(Context);
        Every(schedule.Name, schedule.Number, Release);
    }

    void Release(long time)
    {
        foreach (var (key, value) in _cells!.Scan("all", null))
        {
            Context.Forward(new Record<TKey, Datum>(Keys.FromDatum(key), value, time));
            _cells.Put(key, null, time);
        }
    }
}
