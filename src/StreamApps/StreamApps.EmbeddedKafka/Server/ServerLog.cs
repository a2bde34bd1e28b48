namespace StreamApps.EmbeddedKafka.Server;

/// <summary>The broker's log lines, one at a time.</summary>
internal sealed class ServerLog(TextWriter writer)
{
    readonly TextWriter _writer = TextWriter.Synchronized(writer);

    public void Write(string line) => _writer.WriteLine(line);
}
