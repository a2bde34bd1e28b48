namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>Producer sequence numbers: 31 bits, 0 follows 2,147,483,647.</summary>
internal static class Sequence
{
    public const int None = -1;

    public static int Add(int sequence, int delta) => (int)(((long)sequence + delta) & int.MaxValue);

    public static bool Follows(int previous, int next) =>
        previous == None ? next == 0 : next == Add(previous, 1);
}
