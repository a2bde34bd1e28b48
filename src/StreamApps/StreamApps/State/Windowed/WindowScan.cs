using System.Runtime.InteropServices;

namespace StreamApps.State;

/// <summary>
/// Windows with their values, to be read once, by <c>foreach</c>, which also closes it. Values are those at the time of
/// each step.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct WindowScan<TKey, TValue> : IDisposable
{
    readonly WindowCursor<TKey, TValue> _cursor;

    internal WindowScan(WindowCursor<TKey, TValue> cursor) => _cursor = cursor;

    /// <summary>Begins to read.</summary>
    public Enumerator GetEnumerator() => new(_cursor);

    /// <summary>Closes the scan; only needed when it is not read by <c>foreach</c>.</summary>
    public void Dispose() => _cursor.Dispose();

    /// <summary>Reads window after window.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly struct Enumerator : IDisposable
    {
        readonly WindowCursor<TKey, TValue> _cursor;

        internal Enumerator(WindowCursor<TKey, TValue> cursor) => _cursor = cursor;

        /// <summary>The window and its value.</summary>
        public KeyValuePair<Windowed<TKey>, TValue> Current => _cursor.Current;

        /// <summary>Goes to the next window.</summary>
        public bool MoveNext() => _cursor.MoveNext();

        /// <summary>Closes the scan.</summary>
        public void Dispose() => _cursor.Dispose();
    }
}
