using StreamApps.EmbeddedKafka.Core.Log;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Core.Groups;

/// <summary>Rebuilding the groups from the log at a start.</summary>
internal sealed partial class OffsetsJournal
{
    public void Load(GroupCoordinator groups)
    {
        foreach (var (header, bytes) in Log.Batches(Log.StartOffset))
        {
            if (header.IsControl)
            {
                if (ControlMarker.TryReadCommit(bytes, out var commit))
                    EndTransaction(groups.All, header.ProducerId, commit);
                continue;
            }
            Apply(groups, header, bytes);
        }
        groups.RemoveForgotten();
    }

    static void Apply(GroupCoordinator groups, in BatchHeader header, ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes[BatchHeader.Length..]);
        while (!reader.AtEnd && reader.Read())
        {
            var key = FieldCodec.Reader(reader.Key.ToArray(), version: 0, flexible: false);
            short version = 0;
            key.Int16(ref version);
            var value = reader.HasValue ? reader.Value.ToArray() : null;
            if (version == GroupRecords.GroupKeyVersion)
                ApplyGroup(groups, key, value);
            else
                ApplyOffset(groups, header, key, value);
        }
    }

    static void ApplyGroup(GroupCoordinator groups, FieldCodec key, byte[]? value)
    {
        var id = "";
        key.String(ref id);
        if (value is null)
            groups.Forget(id);
        else
            GroupRecords.ReadGroup(groups.Replace(id), value);
    }

    static void ApplyOffset(GroupCoordinator groups, in BatchHeader header, FieldCodec key, byte[]? value)
    {
        string id = "", topic = "";
        var index = 0;
        key.String(ref id);
        key.String(ref topic);
        key.Int32(ref index);
        var partition = new TopicPartition(topic, index);
        var group = groups.GetOrAdd(id);
        if (value is null)
            group.Offsets.Remove(partition);
        else if (header.IsTransactional)
            AddPending(group, header.ProducerId, [new(partition, GroupRecords.ReadOffset(value))]);
        else
            group.Offsets[partition] = GroupRecords.ReadOffset(value);
    }
}
