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
        var number = BlockOf(key);
        var block = _blocks[number];
        var index = block.Find(key, out var found);
        if (found)
        {
            block.Values[index] = value;
            return;
        }
        Count++;
        if (block.Count == BlockSize)
        {
            // Keys often arrive in order: then a full block stays full and the next one starts empty.
            var upper = index == BlockSize && number == _blocks.Count - 1 ? new Block() : block.SplitUpper();
            _blocks.Insert(number + 1, upper);
            if (index > block.Count || block.Count == BlockSize)
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
            if (_blocks[middle].Keys[0].CompareTo(key) <= 0)
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
                    key = current.Keys[_index];
                    value = current.Values[_index++];
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
                    key = current.Keys[--_index];
                    value = current.Values[_index];
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

    sealed class Block
    {
        public TKey[] Keys { get; private set; } = new TKey[4];

        public TValue[] Values { get; private set; } = new TValue[4];

        public int Count { get; private set; }

        public int Find(TKey key, out bool found)
        {
            int low = 0, high = Count;
            while (low < high)
            {
                var middle = (low + high) >> 1;
                var order = Keys[middle].CompareTo(key);
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
            if (Count == Keys.Length)
                Resize(Math.Min(BlockSize, Count * 2));
            Array.Copy(Keys, index, Keys, index + 1, Count - index);
            Array.Copy(Values, index, Values, index + 1, Count - index);
            Keys[index] = key;
            Values[index] = value;
            Count++;
        }

        public void RemoveAt(int index)
        {
            Count--;
            Array.Copy(Keys, index + 1, Keys, index, Count - index);
            Array.Copy(Values, index + 1, Values, index, Count - index);
            Keys[Count] = default!;
            Values[Count] = default!;
        }

        public Block SplitUpper()
        {
            var keep = Count / 2;
            var upper = new Block();
            upper.Resize(BlockSize);
            upper.Count = Count - keep;
            Array.Copy(Keys, keep, upper.Keys, 0, upper.Count);
            Array.Copy(Values, keep, upper.Values, 0, upper.Count);
            Array.Clear(Keys, keep, upper.Count);
            Array.Clear(Values, keep, upper.Count);
            Count = keep;
            return upper;
        }

        void Resize(int size)
        {
            var keys = new TKey[size];
            var values = new TValue[size];
            Array.Copy(Keys, keys, Count);
            Array.Copy(Values, values, Count);
            Keys = keys;
            Values = values;
        }
    }
}
