using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Backorders.Domain.State;

/// <summary>
/// Asks the processor for memory that will be read soon, so that it comes while other work is done (PREFETCHT0 of
/// x86). Only a hint: it changes nothing and never fails, and on other processors it does nothing.
/// </summary>
internal static unsafe class CacheLines
{
    const int LineSize = 64;
    // What stands before the first element of an array, or the first character of a string.
    const int Head = 16;

    /// <summary>Asks for the first bytes of an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(object? target, int bytes)
    {
        if (Sse.IsSupported && target is not null)
            Prefetch(Unsafe.As<object, nint>(ref target), bytes);
    }

    /// <summary>Asks for an element of an array, and for the array's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(T[] array, int index)
    {
        if (!Sse.IsSupported)
            return;
        var start = Unsafe.As<T[], nint>(ref array);
        Prefetch(start, 1);
        Prefetch(start + Head + (nint)index * Unsafe.SizeOf<T>(), Unsafe.SizeOf<T>());
    }

    // The garbage collector may move the object meanwhile; then it is in the cache already.
    static void Prefetch(nint address, int bytes)
    {
        for (var line = address & -LineSize; line < address + bytes; line += LineSize)
            Sse.Prefetch0((void*)line);
    }
}
