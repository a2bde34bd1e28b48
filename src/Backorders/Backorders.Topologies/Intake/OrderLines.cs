using System.Buffers;
using System.Text;
using StreamApps.State;

namespace Backorders.Topologies.Intake;

/// <summary>The SKU of each order line: key (order, line).</summary>
sealed class OrderLines(IBytesStore store)
{
    const byte Table = 1;
    readonly ArrayBufferWriter<byte> _key = new(128);

    /// <summary>The SKU of a line, or null when the line is not known.</summary>
    public string? Find(string orderId, string lineId) =>
        store.TryGet(Key(orderId, lineId), out ReadOnlySpan<byte> sku) ? Encoding.UTF8.GetString(sku) : null;

    public void Put(string orderId, string lineId, string sku) =>
        store.Put(Key(orderId, lineId), Encoding.UTF8.GetBytes(sku));

    /// <summary>The lines of an order by the bytes of their ids; empty when the order is not known.</summary>
    public List<(string LineId, string Sku)> Of(string orderId)
    {
        var lines = new List<(string, string)>();
        var prefix = OrderKeys.Start(_key, Table, orderId).Length;
        using var entries = store.ScanPrefix(_key.WrittenSpan);
        while (entries.MoveNext())
            lines.Add((Encoding.UTF8.GetString(entries.Key[prefix..]), Encoding.UTF8.GetString(entries.Value)));
        return lines;
    }

    ReadOnlySpan<byte> Key(string orderId, string lineId)
    {
        OrderKeys.Start(_key, Table, orderId);
        Encoding.UTF8.GetBytes(lineId, _key);
        return _key.WrittenSpan;
    }
}
