namespace StreamApps.EmbeddedKafka.Core.Log;

/// <summary>What a partition remembers of a batch, to recognise its repetition.</summary>
internal readonly record struct BatchRange(int FirstSequence, int LastSequence, long BaseOffset, long LastOffset);
