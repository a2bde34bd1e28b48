using System.Runtime.CompilerServices;

namespace Backorders.Domain.State;

/// <summary>One of each for the values of <see cref="RankOrder"/>, in place.</summary>
/// <typeparam name="T">What there is.</typeparam>
[InlineArray(3)]
internal struct ByOrder<T>
{
    T _first;
}
