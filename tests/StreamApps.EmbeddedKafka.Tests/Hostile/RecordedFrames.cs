namespace StreamApps.EmbeddedKafka.Tests.Hostile;

/// <summary>Requests that real clients sent, and ways to spoil them.</summary>
static class RecordedFrames
{
    public static IReadOnlyList<byte[]> All { get; } = Load();

    /// <summary>A frame that was cut, stretched, flipped, spliced with another or made to lie about a length.</summary>
    public static byte[] Spoiled(Random random)
    {
        var frame = All[random.Next(All.Count)].ToArray();
        for (var rounds = random.Next(1, 4); rounds > 0; rounds--)
            frame = SpoilOnce(frame, random);
        return frame;
    }

    static byte[] SpoilOnce(byte[] frame, Random random)
    {
        if (frame.Length < 12)
            return frame;
        // The header's key and version stay, so that the body's own decoder is reached.
        var at = random.Next(8, frame.Length);
        switch (random.Next(7))
        {
            case 0:
                frame[at] ^= (byte)(1 << random.Next(8));
                return frame;
            case 1:
                frame[at] = (byte)random.Next(256);
                return frame;
            case 2:
                return frame[..at];
            case 3:
                var tail = new byte[random.Next(1, 64)];
                random.NextBytes(tail);
                return [.. frame, .. tail];
            case 4:
                var other = All[random.Next(All.Count)];
                return [.. frame[..at], .. other.AsSpan(random.Next(other.Length))];
            case 5:
                // A length or count of all bits, of the largest number, or below zero.
                byte[] lie = [random.Next(2) == 0 ? (byte)0x7F : (byte)0xFF, 0xFF, 0xFF, (byte)random.Next(256)];
                lie.AsSpan(0, Math.Min(4, frame.Length - at)).CopyTo(frame.AsSpan(at));
                return frame;
            default:
                var from = random.Next(8, frame.Length);
                return [.. frame[..at], .. frame.AsSpan(from)];
        }
    }

    static List<byte[]> Load()
    {
        using var stream = typeof(RecordedFrames).Assembly.GetManifestResourceStream("recorded-frames.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')
            .Select(Convert.FromHexString)];
    }
}
