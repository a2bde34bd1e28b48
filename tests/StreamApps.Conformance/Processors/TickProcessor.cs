using System.Globalization;
using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;
using StreamApps.Processing;

namespace StreamApps.Conformance.Processors;

/// <summary><c>tick:TYPE:N</c> and <c>tickOnce:TYPE:N</c>: numbered records at intervals.</summary>
/// <remarks>The count is in a field, as in the recorded processor: these vectors abort nothing.</remarks>
internal sealed class TickProcessor<TKey>(KeyForm<TKey> keys, FunctionName schedule, DatumType value, bool once)
    : VectorProcessor<TKey>(keys)
{
    long _ticks;
    IDisposable? _schedule;

    public override void Process(in Record<TKey, Datum> record) => Context.Forward(record);

    protected override void Begin() => _schedule = Every(schedule.Name, schedule.Number, Tick);

    void Tick(long time)
    {
        _ticks++;
        var key = Datum.Of(string.Create(CultureInfo.InvariantCulture, $"tick{_ticks}"));
        var stamp = value.IsLong ? Datum.Of(time) : Datum.Of(time.ToString(CultureInfo.InvariantCulture))!;
        Context.Forward(new Record<TKey, Datum>(Keys.FromDatum(key), stamp, time));
        if (once)
            _schedule!.Dispose();
    }
}
