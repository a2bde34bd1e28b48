using StreamApps.Conformance.Data;
using StreamApps.Conformance.Functions;

namespace StreamApps.Conformance.Processors;

/// <summary>Makes the processors of section 5 by their names.</summary>
internal static class ProcessorSuppliers
{
    public static Func<VectorProcessor<TKey>> Parse<TKey>(
        string text, KeyForm<TKey> keys, DatumType value, IReadOnlyList<DeclaredStore> stores)
    {
        var function = FunctionName.Parse(text);
        if (RecordProcessor<TKey>.Has(function.Name))
            return () => new RecordProcessor<TKey>(keys, function);
        if (CellProcessor<TKey>.Has(function.Name))
            return () => new CellProcessor<TKey>(keys, function, First());
        var schedule = FunctionName.Parse(function.Argument);
        return function.Name switch
        {
            "windowPut" => () => new WindowPutProcessor<TKey>(keys, function.Number, First()),
            "versioned" => () => new VersionedProcessor<TKey>(keys, function.Number, First()),
            "buffer" => () => new BufferProcessor<TKey>(keys, schedule, First()),
            "tick" => () => new TickProcessor<TKey>(keys, schedule, value, once: false),
            "tickOnce" => () => new TickProcessor<TKey>(keys, schedule, value, once: true),
            _ => throw function.Unknown("processor"),
        };

        DeclaredStore First() => stores.Count > 0
            ? stores[0]
            : throw new NotSupportedException($"processor '{text}' has no store");
    }
}
