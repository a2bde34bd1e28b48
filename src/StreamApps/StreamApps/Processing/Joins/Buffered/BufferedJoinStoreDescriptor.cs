using System.Globalization;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The store of a buffered stream-table join: the records that wait, and its times.</summary>
internal sealed class BufferedJoinStoreDescriptor(string name, long grace) : StoreDescriptor<IBytesStore>(name)
{
    internal override string Kind =>
        string.Create(CultureInfo.InvariantCulture, $"buffered stream-table join, {grace} ms grace");

    internal override object Open(StoreOverlay overlay) => new BytesStore(overlay);
}
