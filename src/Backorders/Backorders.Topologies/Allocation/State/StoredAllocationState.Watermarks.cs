using Backorders.Domain.Allocation;

namespace Backorders.Topologies.Allocation.State;

/// <summary>
/// How far the source of a SKU's stock was read when the last command that came from there was made. The allocator does
/// not know of it: it is what the outputs say about themselves.
/// </summary>
sealed partial class StoredAllocationState
{
    const int MaxWatermark = 256;

    bool? _hasWatermarks;

    /// <summary>Keeps the watermark of a SKU's latest command with one.</summary>
    public void NoteWatermark(string sku, string watermark)
    {
        if (watermark.Length is 0 or > MaxWatermark || !Identifier.IsValid(sku))
            return;
        if (!HasWatermarks())
        {
            _value.Start().Add("");
            Put(_key.Start(Table.CdcWatermark));
            _hasWatermarks = true;
        }
        _value.Start().Add(watermark);
        Put(_key.Start(Table.CdcWatermark).Add(sku));
    }

    /// <summary>The watermark of a SKU; null when its stock comes from no captured source.</summary>
    public string? FindWatermark(string sku) =>
        HasWatermarks() && Identifier.IsValid(sku)
        && store.TryGet(_key.Start(Table.CdcWatermark).Add(sku).Bytes, out ReadOnlySpan<byte> value)
            ? new ValueReader(value).String()
            : null;

    // Without change data capture this is all that it costs. Asked again by each record, as one may be taken back.
    bool HasWatermarks() =>
        _hasWatermarks ??= store.TryGet(_key.Start(Table.CdcWatermark).Bytes, out ReadOnlySpan<byte> _);
}
