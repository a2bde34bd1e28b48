using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>Runs a user's processor that must not change keys.</summary>
internal sealed class ValueProcessorNode<TKey, TValueIn, TValueOut>(
    Func<IProcessor<TKey, TValueIn, TKey, TValueOut>> supplier, IReadOnlyList<StoreDescriptor> stores)
    : ProcessorNode<TKey, TValueIn, TKey, TValueOut>(supplier, stores)
{
    TKey? _key;
    bool _processing;

    public override void Process(in Record<TKey, TValueIn> record)
    {
        (_key, _processing) = (record.Key, true);
        try
        {
            base.Process(record);
        }
        finally
        {
            (_key, _processing) = (default, false);
        }
    }

    protected override void Check(in Record<TKey, TValueOut> record)
    {
        if (!_processing)
        {
            throw new InvalidOperationException(
                $"'{Name}' forwards while it processes no record, under a key of its own: use Process");
        }
        if (!EqualityComparer<TKey>.Default.Equals(_key, record.Key))
            throw new InvalidOperationException($"'{Name}' forwards under another key than it got: use Process");
    }
}
