namespace Backorders.Domain.State;

/// <content>The blocks.</content>
internal sealed partial class OrderedMap<TKey, TValue>
{
    // Entries stand together in the array, with room at both ends: what ends by time leaves at the front.
    struct Block
    {
        const int FirstRoom = 2;
        const int RoomToKeep = 16;

        Entry[] _entries;
        int _start;

        public Block() => _entries = [];

        public int Count { get; private set; }

        public readonly ref readonly TKey Key(int index) => ref _entries[_start + index].Key;

        public readonly TValue Value(int index) => _entries[_start + index].Value;

        public readonly void SetValue(int index, TValue value) => _entries[_start + index].Value = value;

        public readonly int Find(TKey key, out bool found)
        {
            var entries = _entries.AsSpan(_start, Count);
            int low = 0, high = entries.Length;
            while (low < high)
            {
                var middle = (low + high) >> 1;
                var order = entries[middle].Key.CompareTo(key);
                if (order == 0)
                {
                    found = true;
                    return middle;
                }
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle;
            }
            found = false;
            return low;
        }

        public void Insert(int index, TKey key, TValue value)
        {
            if (_start + Count == _entries.Length)
                MakeRoom();
            if (index < Count)
                Shift(_start + index, _start + index + 1, Count - index);
            _entries[_start + index] = new() { Key = key, Value = value };
            Count++;
        }

        public void RemoveAt(int index)
        {
            Count--;
            if (index < Count / 2)
            {
                Shift(_start, _start + 1, index);
                _entries[_start++] = default;
                return;
            }
            Shift(_start + index + 1, _start + index, Count - index);
            _entries[_start + Count] = default;
            if (Count == 0)
                _start = 0;
        }

        public void RemoveFirst(int count)
        {
            Array.Clear(_entries, _start, count);
            Count -= count;
            _start = Count == 0 ? 0 : _start + count;
        }

        public Block SplitUpper()
        {
            var keep = Count / 2;
            var upper = new Block { _entries = new Entry[BlockSize], Count = Count - keep };
            Array.Copy(_entries, _start + keep, upper._entries, 0, upper.Count);
            Array.Clear(_entries, _start + keep, upper.Count);
            Count = keep;
            return upper;
        }

        /// <summary>Of an empty block: what was large for once goes to the garbage.</summary>
        public void DropLargeRoom()
        {
            if (_entries.Length > RoomToKeep)
                _entries = [];
        }

        void MakeRoom()
        {
            if (_start > 0)
            {
                Shift(_start, 0, Count);
                Array.Clear(_entries, Count, _start);
                _start = 0;
                return;
            }
            Array.Resize(ref _entries, Math.Clamp(Count * 2, FirstRoom, BlockSize));
        }

        readonly void Shift(int from, int to, int count)
        {
            if (count > 0)
                Array.Copy(_entries, from, _entries, to, count);
        }
    }

    struct Entry
    {
        public TKey Key;
        public TValue Value;
    }
}
