namespace Backorders.Domain.State;

/// <summary>
/// A sorted map in blocks: binary search over the blocks, then within one. Insert and delete move at most one block of
/// entries; a million entries are about ten thousand blocks.
/// </summary>
internal sealed class OrderedMap<TKey, TValue>
    where TKey : IComparable<TKey>
{
    const int BlockSize = 128;

    readonly List<Block> _blocks = [];

    public int Count { get; private set; }

    public void Put(TKey key, TValue value)
    {
        if (_blocks.Count == 0)
            _blocks.Add(new Block());
        // Keys often arrive in order.
        var number = _blocks.Count - 1;
        var block = _blocks[number];
        if (block.Count > 0 && block.Key(block.Count - 1).CompareTo(key) < 0)
        {
            if (block.Count == BlockSize)
                _blocks.Add(block = new Block());
            block.Insert(block.Count, key, value);
            Count++;
            return;
        }
        number = BlockOf(key);
        block = _blocks[number];
        var index = block.Find(key, out var found);
        if (found)
        {
            block.SetValue(index, value);
            return;
        }
        Count++;
        if (block.Count == BlockSize)
        {
            var upper = block.SplitUpper();
            _blocks.Insert(number + 1, upper);
            if (index > block.Count)
            {
                index -= block.Count;
                block = upper;
            }
        }
        block.Insert(index, key, value);
    }

    public bool Remove(TKey key)
    {
        if (_blocks.Count == 0)
            return false;
        var number = BlockOf(key);
        var block = _blocks[number];
        var index = block.Find(key, out var found);
        if (!found)
            return false;
        Count--;
        block.RemoveAt(index);
        if (block.Count == 0)
            _blocks.RemoveAt(number);
        return true;
    }

    /// <summary>A position at the first entry at or after a key, or just after it.</summary>
    public Cursor Seek(TKey key, bool afterKey)
    {
        if (_blocks.Count == 0)
            return new Cursor(this, 0, 0);
        var number = BlockOf(key);
        var index = _blocks[number].Find(key, out var found);
        return new Cursor(this, number, found && afterKey ? index + 1 : index);
    }

    public Cursor First() => new(this, 0, 0);

    public Cursor End() => new(this, _blocks.Count, 0);

    /// <summary>The last block whose first key is not above the key, or the first block.</summary>
    int BlockOf(TKey key)
    {
        int low = 0, high = _blocks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (_blocks[middle].Key(0).CompareTo(key) <= 0)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    /// <summary>A place between entries. Valid until the map is next written.</summary>
    internal struct Cursor(OrderedMap<TKey, TValue> map, int block, int index)
    {
        int _block = block;
        int _index = index;

        public bool TryNext(out TKey key, out TValue value)
        {
            while (_block < map._blocks.Count)
            {
                var current = map._blocks[_block];
                if (_index < current.Count)
                {
                    key = current.Key(_index);
                    value = current.Value(_index++);
                    return true;
                }
                _block++;
                _index = 0;
            }
            key = default!;
            value = default!;
            return false;
        }

        public bool TryPrevious(out TKey key, out TValue value)
        {
            while (true)
            {
                if (_index > 0)
                {
                    var current = map._blocks[_block];
                    key = current.Key(--_index);
                    value = current.Value(_index);
                    return true;
                }
                if (_block == 0)
                    break;
                _index = map._blocks[--_block].Count;
            }
            key = default!;
            value = default!;
            return false;
        }
    }

    // Entries stand together in the arrays, with room at both ends: what ends by time leaves at the front.
    sealed class Block
    {
        TKey[] _keys = new TKey[4];
        TValue[] _values = new TValue[4];
        int _start;

        public int Count { get; private set; }

        public ref readonly TKey Key(int index) => ref _keys[_start + index];

        public TValue Value(int index) => _values[_start + index];

        public void SetValue(int index, TValue value) => _values[_start + index] = value;

        public int Find(TKey key, out bool found)
        {
            var keys = _keys.AsSpan(_start, Count);
            int low = 0, high = keys.Length;
            while (low < high)
            {
                var middle = (low + high) >> 1;
                var order = keys[middle].CompareTo(key);
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
            if (_start + Count == _keys.Length)
                MakeRoom();
            if (index < Count)
                Shift(_start + index, _start + index + 1, Count - index);
            _keys[_start + index] = key;
            _values[_start + index] = value;
            Count++;
        }

        public void RemoveAt(int index)
        {
            Count--;
            if (index < Count / 2)
            {
                Shift(_start, _start + 1, index);
                Clear(_start++);
                return;
            }
            Shift(_start + index + 1, _start + index, Count - index);
            Clear(_start + Count);
        }

        public Block SplitUpper()
        {
            var keep = Count / 2;
            var upper = new Block { _keys = new TKey[BlockSize], _values = new TValue[BlockSize], Count = Count - keep };
            Array.Copy(_keys, _start + keep, upper._keys, 0, upper.Count);
            Array.Copy(_values, _start + keep, upper._values, 0, upper.Count);
            Array.Clear(_keys, _start + keep, upper.Count);
            Array.Clear(_values, _start + keep, upper.Count);
            Count = keep;
            return upper;
        }

        void MakeRoom()
        {
            if (_start > 0)
            {
                Shift(_start, 0, Count);
                Array.Clear(_keys, Count, _start);
                Array.Clear(_values, Count, _start);
                _start = 0;
                return;
            }
            var size = Math.Min(BlockSize, Count * 2);
            Array.Resize(ref _keys, size);
            Array.Resize(ref _values, size);
        }

        void Shift(int from, int to, int count)
        {
            Array.Copy(_keys, from, _keys, to, count);
            Array.Copy(_values, from, _values, to, count);
        }

        void Clear(int index)
        {
            _keys[index] = default!;
            _values[index] = default!;
        }
    }
}
