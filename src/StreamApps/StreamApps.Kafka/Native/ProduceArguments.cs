namespace StreamApps.Kafka.Native;

/// <summary>The arguments of one send, in an array that is pinned and used again.</summary>
unsafe ref struct ProduceArguments(ProduceArgument[] pinned)
{
    readonly ref ProduceArgument _first = ref pinned[0];

    public int Count { get; private set; }

    public readonly ProduceArgument* Pointer =>
        (ProduceArgument*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _first);

    public ref ProduceArgument Add(ProduceArgumentKind kind)
    {
        ref var argument = ref Pointer[Count++];
        argument.Kind = kind;
        return ref argument;
    }

    public void Add(ProduceArgumentKind kind, byte* bytes, int length)
    {
        ref var argument = ref Add(kind);
        argument.Bytes = bytes;
        argument.Length = (nuint)length;
    }
}
