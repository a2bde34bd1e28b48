namespace StreamApps.EmbeddedKafka.Tests.Core;

/// <summary>The end of the simulated process.</summary>
sealed class CrashException : Exception;
