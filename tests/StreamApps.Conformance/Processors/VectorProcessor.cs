using StreamApps.Conformance.Data;
using StreamApps.Processing;

namespace StreamApps.Conformance.Processors;

/// <summary>A processor of the language, on keys in either form.</summary>
internal abstract class VectorProcessor<TKey>(KeyForm<TKey> keys) : IProcessor<TKey, Datum, TKey, Datum>
{
    IProcessorContext<TKey, Datum>? _context;

    protected KeyForm<TKey> Keys { get; } = keys;

    protected IProcessorContext<TKey, Datum> Context => _context!;

    public void Init(IProcessorContext<TKey, Datum> context)
    {
        _context = context;
        Begin();
    }

    public abstract void Process(in Record<TKey, Datum> record);

    protected virtual void Begin()
    {
    }

    protected Datum? KeyOf(in Record<TKey, Datum> record) => Keys.ToDatum(record.Key);

    protected void Forward(in Record<TKey, Datum> record, Datum? value) => Context.Forward(record.WithValue(value!));

    /// <summary>Calls an action with the punctuation time.</summary>
    protected IDisposable Every(string type, long milliseconds, Punctuator action) => Context.Schedule(
        TimeSpan.FromMilliseconds(milliseconds),
        type switch
        {
            "streamTime" => PunctuationType.StreamTime,
            "wallClock" => PunctuationType.WallClock,
            _ => throw new NotSupportedException($"'{type}' is no punctuation type of the vector language"),
        },
        action);
}
