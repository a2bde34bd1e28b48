using StreamApps.Processing;

namespace StreamApps;

/// <summary>Operators that call something and wait for it.</summary>
internal sealed partial class KStream<TKey, TValue>
{
    public IKStream<TKey, TValueOut> MapValuesAsync<TValueOut>(
        string name, Func<TKey, TValue, CancellationToken, ValueTask<TValueOut>> mapper, AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        var chosen = Checked(name, options);
        var node = Add(
            "map-values-async",
            () => new AsyncMapNode<TKey, TValue, TKey, TValueOut>(
                async (key, value, cancel) => new(key, await mapper(key, value, cancel).ConfigureAwait(false)), chosen),
            name);
        return new KStream<TKey, TValueOut>(builder, node, KeySerde, null, KeyChanged);
    }

    public IKStream<TKeyOut, TValueOut> MapAsync<TKeyOut, TValueOut>(
        string name,
        Func<TKey, TValue, CancellationToken, ValueTask<KeyValuePair<TKeyOut, TValueOut>>> mapper,
        AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        var chosen = Checked(name, options);
        var node = Add("map-async", () => new AsyncMapNode<TKey, TValue, TKeyOut, TValueOut>(mapper, chosen), name);
        return new KStream<TKeyOut, TValueOut>(builder, node, null, null, keyChanged: true);
    }

    static AsyncOptions Checked(string name, AsyncOptions? options)
    {
        options ??= AsyncOptions.Default;
        options.Check(name);
        return options;
    }
}
