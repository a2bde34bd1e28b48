using System.Runtime.InteropServices;

namespace StreamApps.State;

/// <summary>
/// Committed entries of a store that were read or written lately, and keys that are known not to be there: a hot key is
/// read from the database once, not once a commit. Small entries only; one place for each hash, so a new entry takes
/// the place of an old one. For one thread.
/// </summary>
internal sealed class ReadCache
{
    const int SlotSize = 96;
    const int HeaderSize = 6;
    const int KeyLengthAt = 4;
    const int ValueLengthAt = 5;
    const byte Absent = byte.MaxValue;
    const int LeastSlots = 1 << 10;
    const int MostSlots = 1 << 15;

    byte[] _slots = [];
    int _used;

    /// <summary>True when it knows the key: then <paramref name="found"/> says whether there is a value.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, uint hash, out bool found, out ReadOnlySpan<byte> value)
    {
        found = false;
        value = default;
        if (_slots.Length == 0)
            return false;
        var slot = Slot(hash);
        if (!Holds(slot, key, hash))
            return false;
        var length = slot[ValueLengthAt];
        if (length == Absent)
            return true;
        found = true;
        value = slot.Slice(HeaderSize + key.Length, length);
        return true;
    }

    /// <summary>Takes over what the database holds now.</summary>
    public void Put(ReadOnlySpan<byte> key, uint hash, bool hasValue, ReadOnlySpan<byte> value)
    {
        if (_used >= _slots.Length / SlotSize / 2 && _slots.Length < MostSlots * SlotSize)
            Grow();
        var slot = Slot(hash);
        if (key.IsEmpty || HeaderSize + key.Length + value.Length > SlotSize)
        {
            Forget(slot, key, hash);
            return;
        }
        if (slot[KeyLengthAt] == 0)
            _used++;
        MemoryMarshal.Write(slot, hash);
        slot[KeyLengthAt] = (byte)key.Length;
        slot[ValueLengthAt] = hasValue ? (byte)value.Length : Absent;
        key.CopyTo(slot[HeaderSize..]);
        value.CopyTo(slot[(HeaderSize + key.Length)..]);
    }

    /// <summary>Forgets all: the database was written to by another way.</summary>
    public void Clear()
    {
        _slots = [];
        _used = 0;
    }

    // What is too large to be kept must not leave an older value behind.
    void Forget(Span<byte> slot, ReadOnlySpan<byte> key, uint hash)
    {
        if (!Holds(slot, key, hash))
            return;
        slot[KeyLengthAt] = 0;
        _used--;
    }

    static bool Holds(ReadOnlySpan<byte> slot, ReadOnlySpan<byte> key, uint hash) =>
        slot[KeyLengthAt] != 0
        && slot[KeyLengthAt] == key.Length
        && MemoryMarshal.Read<uint>(slot) == hash
        && slot.Slice(HeaderSize, key.Length).SequenceEqual(key);

    Span<byte> Slot(uint hash) =>
        _slots.AsSpan((int)(hash & (uint)(_slots.Length / SlotSize - 1)) * SlotSize, SlotSize);

    void Grow()
    {
        var old = _slots;
        _slots = new byte[Math.Max(LeastSlots * SlotSize, old.Length * 2)];
        _used = 0;
        for (var at = 0; at < old.Length; at += SlotSize)
        {
            var entry = old.AsSpan(at, SlotSize);
            if (entry[KeyLengthAt] == 0)
                continue;
            entry.CopyTo(Slot(MemoryMarshal.Read<uint>(entry)));
            _used++;
        }
    }
}
