using System.Globalization;
using StreamApps.State;

namespace StreamApps.Processing;

/// <summary>The store of the ids that were seen.</summary>
internal sealed class DuplicatesStoreDescriptor(string name, long within) : StoreDescriptor<IBytesStore>(name)
{
    internal override string Kind => string.Create(CultureInfo.InvariantCulture, $"ids seen within {within} ms");

    internal override object Open(StoreOverlay overlay) => new BytesStore(overlay);
}
