using StreamApps.State;

namespace StreamApps.Testing;

/// <summary>Global tables: a record of their topics is a row as soon as it is written.</summary>
public sealed partial class TopologyTestDriver
{
    const string GlobalFolder = "__global";

    void StartGlobals()
    {
        _globals = new GlobalState(
            _topology.Globals,
            _backend.Open(Directory(GlobalFolder), GlobalState.DatabaseStores(_topology.Globals)),
            _options.Errors);
        ReadGlobals();
    }

    void RestartGlobals(bool loseDisk)
    {
        _globals!.Dispose();
        if (loseDisk)
            _backend.Destroy(Directory(GlobalFolder));
        StartGlobals();
        _taskOptions = CreateTaskOptions();
    }

    void ReadGlobals()
    {
        foreach (var topic in _topology.Globals.Select(table => table.Topic).Distinct(StringComparer.Ordinal))
        {
            var partition = new TopicPartition(topic, _options.Partition);
            var next = _globals!.Position(partition)?.NextOffset ?? 0;
            while (Log.FirstFrom(topic, next) is { } record)
            {
                next = record.Offset + 1;
                _globals.Apply(
                    [record], [new TopicPartitionOffset(partition, next)], Time.GetUtcNow().ToUnixTimeMilliseconds());
            }
        }
    }
}
