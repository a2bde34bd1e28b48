using Backorders.CdcBridge.Engine;

namespace Backorders.CdcBridge.State;

/// <summary>Snapshots whose last reads are waited for.</summary>
sealed partial class BridgeState
{
    const byte SnapshotTable = (byte)'P';

    public void PutEnded(string about, SnapshotState snapshot, in RecordOrigin origin)
    {
        snapshot.Write(_value.Begin());
        WriteOrigin(_value, origin);
        _store.Put(_key.Begin().Byte(SnapshotTable).Tail(about).Written, _value.Written);
    }

    public (SnapshotState Snapshot, RecordOrigin Origin)? TakeEnded(string about)
    {
        var key = _key.Begin().Byte(SnapshotTable).Tail(about).Written;
        if (_store.Get(key) is not { } bytes)
            return null;
        _store.Delete(key);
        var reader = new StateReader(bytes);
        var snapshot = SnapshotState.Read(ref reader);
        return (snapshot, ReadOrigin(ref reader));
    }
}
