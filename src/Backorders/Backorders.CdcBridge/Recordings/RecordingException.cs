namespace Backorders.CdcBridge.Recordings;

/// <summary>A recording cannot be read: the message says which file and line.</summary>
sealed class RecordingException(string message) : Exception(message);
