using System.Runtime.InteropServices;

namespace StreamApps.Processing;

/// <summary>A value of one of two inputs.</summary>
/// <param name="IsSecond">Which.</param>
/// <param name="First">The first input's value; meaningless when it is the second's.</param>
/// <param name="Second">The second input's value; meaningless when it is the first's.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Either<TFirst, TSecond>(bool IsSecond, TFirst First, TSecond Second)
{
    public static Either<TFirst, TSecond> OfFirst(TFirst value) => new(IsSecond: false, value, default!);

    public static Either<TFirst, TSecond> OfSecond(TSecond value) => new(IsSecond: true, default!, value);
}
