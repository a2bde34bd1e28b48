using System.Globalization;
using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps.Tests.Processing;

/// <summary>
/// Counts values by key and forwards the count. "fail" throws after it has written and forwarded; "big" writes a
/// megabyte.
/// </summary>
sealed class CountingProcessor : IProcessor<string, string, string, string>
{
    IProcessorContext<string, string>? _context;
    IKeyValueStore<string, long>? _store;

    public static StoreDescriptor<IKeyValueStore<string, long>> Counts { get; } =
        Stores.KeyValue("counts", Serdes.String, Serdes.Int64);

    public static StoreDescriptor<IBytesStore> Blobs { get; } = Stores.Bytes("blobs");

    /// <summary>The topology with this processor alone.</summary>
    public static StreamApps.Topology Topology()
    {
        var builder = new StreamBuilder();
        builder.Stream("source", Topics.In)
            .Process("count", () => new CountingProcessor(), Counts, Blobs)
            .To("sink", Topics.Out);
        return builder.Build("counting");
    }

    public void Init(IProcessorContext<string, string> context)
    {
        _context = context;
        _store = context.Store(Counts);
    }

    public void Process(in Record<string, string> record)
    {
        var count = (_store!.TryGet(record.Key, out var before) ? before : 0) + 1;
        _store.Put(record.Key, count);
        _context!.Forward(record.WithValue(count.ToString(CultureInfo.InvariantCulture)));
        if (record.Value == "big")
            _context.Store(Blobs).Put("blob"u8, new byte[1 << 20]);
        if (record.Value == "fail")
            throw new InvalidOperationException("told to fail");
    }
}
