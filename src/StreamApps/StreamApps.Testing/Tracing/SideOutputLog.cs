using StreamApps.Processing;

namespace StreamApps.Testing;

/// <summary>What was sent to side outputs, of committed records only.</summary>
internal sealed class SideOutputLog : ISideOutputSink
{
    readonly List<(string Node, string Tag, object Record)> _sent = [];
    readonly List<(string Node, string Tag, object Record)> _kept = [];
    readonly List<(string Node, string Tag, object Record)> _committed = [];

    public void Send<TKey, TValue>(string node, string tag, in Record<TKey, TValue> record) => _sent.Add(
        (node, tag, new TestRecord<TKey, TValue>(record.Key, record.Value, record.Timestamp, record.Headers)));

    public void Keep()
    {
        _kept.AddRange(_sent);
        _sent.Clear();
    }

    public void Drop() => _sent.Clear();

    /// <summary>What was kept is committed.</summary>
    public void Commit()
    {
        _committed.AddRange(_kept);
        _kept.Clear();
    }

    /// <summary>What was kept never happened.</summary>
    public void Abort()
    {
        _sent.Clear();
        _kept.Clear();
    }

    /// <summary>Takes what a node has sent to a side output.</summary>
    public IReadOnlyList<TestRecord<TKey, TValue>> Take<TKey, TValue>(string node, string tag)
    {
        bool IsMeant((string Node, string Tag, object Record) sent) => sent.Node == node && sent.Tag == tag;
        var found = _committed.Where(IsMeant).Select(sent => (TestRecord<TKey, TValue>)sent.Record).ToList();
        _committed.RemoveAll(IsMeant);
        return found;
    }
}
