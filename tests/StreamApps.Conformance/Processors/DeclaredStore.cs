using StreamApps.Conformance.Data;
using StreamApps.Conformance.Vectors;
using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Conformance.Processors;

/// <summary>A store that a vector declares for its processors.</summary>
/// <param name="Syntax">How it is declared.</param>
/// <param name="Descriptor">What the library knows it by.</param>
internal sealed record DeclaredStore(StoreSyntax Syntax, StoreDescriptor Descriptor)
{
    public static DeclaredStore Of(StoreSyntax syntax)
    {
        var key = new DatumSerde(syntax.Key);
        var value = new DatumSerde(syntax.Value);
        return new(syntax, syntax.Kind switch
        {
            "keyValue" => Stores.KeyValue(syntax.Name, key, value),
            "timestampedKeyValue" => Stores.Timestamped(syntax.Name, key, value),
            "window" => Stores.Window(syntax.Name, key, value, syntax.Time("size"), syntax.Time("retention")),
            "versioned" => Stores.Versioned(syntax.Name, key, value, syntax.Time("history")),
            _ => throw new NotSupportedException($"'{syntax.Kind}' is no kind of store of the vector language"),
        });
    }

    public Cells Open<TKey>(IProcessorContext<TKey, Datum> context) => Descriptor switch
    {
        StoreDescriptor<IKeyValueStore<Datum, Datum>> plain => new Cells.Plain(context.Store(plain)),
        StoreDescriptor<IKeyValueStore<Datum, Timestamped<Datum>>> timed => new Cells.Timed(context.Store(timed)),
        _ => throw new NotSupportedException($"'{Syntax.Name}' is a {Syntax.Kind} store"),
    };
}
