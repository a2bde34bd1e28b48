using System.Runtime.InteropServices;

namespace StreamApps.State;

/// <summary>Entries of a store, to be read once, by <c>foreach</c>, which also closes it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct KeyValueScan<TKey, TValue> : IDisposable
{
    readonly IStateIterator _entries;
    readonly ISerde<TKey> _keySerde;
    readonly ISerde<TValue> _valueSerde;
    readonly int _prefix;

    internal KeyValueScan(IStateIterator entries, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, int prefix = 0)
    {
        _entries = entries;
        _keySerde = keySerde;
        _valueSerde = valueSerde;
        _prefix = prefix;
    }

    /// <summary>Begins to read.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Closes the scan; only needed when it is not read by <c>foreach</c>.</summary>
    public void Dispose() => _entries.Dispose();

    /// <summary>Reads entry after entry.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly struct Enumerator : IDisposable
    {
        readonly KeyValueScan<TKey, TValue> _scan;

        internal Enumerator(KeyValueScan<TKey, TValue> scan) => _scan = scan;

        /// <summary>The entry.</summary>
        public KeyValuePair<TKey, TValue> Current => new(
            _scan._keySerde.Deserialize(_scan._entries.Key[_scan._prefix..]),
            _scan._valueSerde.Deserialize(_scan._entries.Value));

        /// <summary>Goes to the next entry.</summary>
        public bool MoveNext() => _scan._entries.MoveNext();

        /// <summary>Closes the scan.</summary>
        public void Dispose() => _scan._entries.Dispose();
    }
}
