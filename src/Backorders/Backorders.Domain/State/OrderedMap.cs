namespace Backorders.Domain.State;

/// <summary>
/// A sorted map in blocks: binary search over the blocks, then within one. Insert and delete move at most one block of
/// entries; a million entries are about ten thousand blocks.
/// </summary>
internal sealed partial class OrderedMap<TKey, TValue>
    where TKey : IComparable<TKey>
{
    const int BlockSize = 128;

    // None is empty, but for the first when it is the only one: a map that is filled and emptied keeps its room. Most
    // maps are small: while there is one block it stands in the map itself.
    Block _only = new();
    Block[]? _blocks;
    int _blockCount = 1;

    public int Count { get; private set; }

    public void Put(TKey key, TValue value)
    {
        // Keys often arrive in order.
        ref var last = ref BlockAt(_blockCount - 1);
        if (last.Count > 0 && last.Key(last.Count - 1).CompareTo(key) < 0)
        {
            if (last.Count == BlockSize)
                last = ref InsertBlock(_blockCount, new());
            last.Insert(last.Count, key, value);
            Count++;
            return;
        }
        var number = BlockOf(key);
        ref var block = ref BlockAt(number);
        var index = block.Find(key, out var found);
        if (found)
        {
            block.SetValue(index, value);
            return;
        }
        Count++;
        if (block.Count == BlockSize)
        {
            ref var upper = ref InsertBlock(number + 1, block.SplitUpper());
            block = ref BlockAt(number);
            if (index > block.Count)
            {
                index -= block.Count;
                block = ref upper;
            }
        }
        block.Insert(index, key, value);
    }

    public bool Remove(TKey key)
    {
        var number = BlockOf(key);
        ref var block = ref BlockAt(number);
        var index = block.Find(key, out var found);
        if (!found)
            return false;
        Count--;
        block.RemoveAt(index);
        AfterRemoval(number);
        return true;
    }

    /// <summary>Removes so many entries from the front; there are as many.</summary>
    public void RemoveFirst(int count)
    {
        while (count > 0)
        {
            ref var first = ref BlockAt(0);
            var removed = Math.Min(count, first.Count);
            first.RemoveFirst(removed);
            Count -= removed;
            count -= removed;
            AfterRemoval(0);
        }
    }

    /// <summary>A position at the first entry at or after a key, or just after it.</summary>
    public Cursor Seek(TKey key, bool afterKey)
    {
        var number = BlockOf(key);
        var index = BlockAt(number).Find(key, out var found);
        return new Cursor(this, number, found && afterKey ? index + 1 : index);
    }

    public Cursor First() => new(this, 0, 0);

    public Cursor End() => new(this, _blockCount, 0);

    void AfterRemoval(int number)
    {
        ref var block = ref BlockAt(number);
        if (block.Count > 0)
            return;
        if (_blockCount > 1)
            RemoveBlock(number);
        else
            block.DropLargeRoom();
    }

    /// <summary>The last block whose first key is not above the key, or the first block.</summary>
    int BlockOf(TKey key)
    {
        int low = 0, high = _blockCount - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (BlockAt(middle).Key(0).CompareTo(key) <= 0)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    ref Block BlockAt(int number)
    {
        if (_blocks is { } blocks)
            return ref blocks[number];
        return ref _only;
    }

    ref Block InsertBlock(int number, Block block)
    {
        if (_blocks is null)
        {
            _blocks = new Block[2];
            _blocks[0] = _only;
            _only = new();
        }
        if (_blockCount == _blocks.Length)
            Array.Resize(ref _blocks, _blockCount * 2);
        if (number < _blockCount)
            Array.Copy(_blocks, number, _blocks, number + 1, _blockCount - number);
        _blockCount++;
        _blocks[number] = block;
        return ref _blocks[number];
    }

    void RemoveBlock(int number)
    {
        _blockCount--;
        if (number < _blockCount)
            Array.Copy(_blocks!, number + 1, _blocks!, number, _blockCount - number);
        _blocks![_blockCount] = default;
    }

    /// <summary>A place between entries. Valid until the map is next written.</summary>
    internal struct Cursor(OrderedMap<TKey, TValue> map, int block, int index)
    {
        int _block = block;
        int _index = index;

        public bool TryNext(out TKey key, out TValue value)
        {
            while (_block < map._blockCount)
            {
                ref var current = ref map.BlockAt(_block);
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
                    ref var current = ref map.BlockAt(_block);
                    key = current.Key(--_index);
                    value = current.Value(_index);
                    return true;
                }
                if (_block == 0)
                    break;
                _index = map.BlockAt(--_block).Count;
            }
            key = default!;
            value = default!;
            return false;
        }
    }
}
