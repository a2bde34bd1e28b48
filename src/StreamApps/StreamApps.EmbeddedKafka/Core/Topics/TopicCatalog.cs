using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Storage;

namespace StreamApps.EmbeddedKafka.Core.Topics;

/// <summary>
/// All topics. The catalogue file is replaced in one step at every change, before a new log is opened and before a
/// deleted one's files go, so that a crash leaves at worst folders that belong to no topic; a start removes those.
/// </summary>
internal sealed class TopicCatalog
{
    public const int MaxPartitionsPerTopic = 10_000;

    const string RootFolder = "meta";
    const string FileName = "topics.json";
    const int MaxNameLength = 249;
    const int MaxNameInFolder = 200;

    readonly IStorage _storage;
    readonly bool _flushEveryWrite;
    readonly Func<Guid> _newId;
    readonly SortedDictionary<string, Topic> _byName = new(StringComparer.Ordinal);
    readonly Dictionary<Guid, Topic> _byId = [];

    public TopicCatalog(IStorage storage, bool flushEveryWrite, Func<Guid> newId)
    {
        _storage = storage;
        _flushEveryWrite = flushEveryWrite;
        _newId = newId;
        storage.CreateFolder(RootFolder);
        Load();
    }

    /// <summary>Called when a topic is gone, before its files are deleted.</summary>
    public Action<Topic>? Deleted { get; set; }

    public IReadOnlyCollection<Topic> All => _byName.Values;

    public bool TryGet(string name, [NotNullWhen(true)] out Topic? topic) => _byName.TryGetValue(name, out topic);

    public bool TryGet(Guid id, [NotNullWhen(true)] out Topic? topic) => _byId.TryGetValue(id, out topic);

    public PartitionLog? FindPartition(string topic, int partition) =>
        _byName.TryGetValue(topic, out var found) ? found.Partition(partition) : null;

    public static bool IsValidName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name is not "." and not ".."
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    public Topic Create(string name, int partitions, TopicConfig config, bool isInternal = false)
    {
        var topic = new Topic(name, _newId(), config, isInternal);
        _byName.Add(name, topic);
        _byId.Add(topic.Id, topic);
        Grow(topic, partitions);
        return topic;
    }

    /// <summary>Raises the number of partitions.</summary>
    public void Grow(Topic topic, int partitions)
    {
        Save(topic, partitions);
        while (topic.Partitions.Count < partitions)
            topic.Add(OpenLog(topic, topic.Partitions.Count));
    }

    public void Configure(Topic topic, TopicConfig config)
    {
        topic.Configure(config);
        Save();
    }

    public void Delete(Topic topic)
    {
        _byName.Remove(topic.Name);
        _byId.Remove(topic.Id);
        Save();
        Deleted?.Invoke(topic);
        foreach (var log in topic.Partitions)
            log.Delete();
    }

    public void Close()
    {
        foreach (var topic in _byName.Values)
        {
            foreach (var log in topic.Partitions)
                log.Close();
        }
    }

    void Load()
    {
        var bytes = _storage.ReadAll(RootFolder, FileName);
        var records = bytes is null ? [] : JsonSerializer.Deserialize<List<TopicRecord>>(bytes) ?? [];
        var folders = records.SelectMany(record =>
            Enumerable.Range(0, record.Partitions).Select(index => FolderOf(record.Name, record.Id, index)));
        RemoveAllBut(folders.Append(RootFolder).ToHashSet(StringComparer.Ordinal));
        foreach (var record in records)
        {
            var topic = new Topic(record.Name, record.Id, new TopicConfig(record.Config), record.IsInternal);
            _byName.Add(topic.Name, topic);
            _byId.Add(topic.Id, topic);
            for (var i = 0; i < record.Partitions; i++)
                topic.Add(OpenLog(topic, i));
        }
    }

    void RemoveAllBut(HashSet<string> folders)
    {
        foreach (var folder in _storage.Folders().Where(folder => !folders.Contains(folder)))
            _storage.DeleteFolder(folder);
    }

    void Save(Topic? growing = null, int partitions = 0)
    {
        var records = _byName.Values.Select(topic => new TopicRecord(
            topic.Name,
            topic.Id,
            topic == growing ? Math.Max(partitions, topic.Partitions.Count) : topic.Partitions.Count,
            topic.IsInternal,
            new SortedDictionary<string, string>(
                topic.Config.Overrides.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)));
        _storage.Replace(RootFolder, FileName, JsonSerializer.SerializeToUtf8Bytes(records.ToList()));
    }

    PartitionLog OpenLog(Topic topic, int index) =>
        PartitionLog.Open(_storage, FolderOf(topic.Name, topic.Id, index), topic.Config, _flushEveryWrite);

    /// <summary>The id keeps a topic that was deleted and made again apart from its predecessor's files.</summary>
    static string FolderOf(string name, Guid id, int index) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name[..Math.Min(name.Length, MaxNameInFolder)]}-{index}-{id.ToString("N")[..12]}");
}
