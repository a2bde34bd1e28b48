using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Mapping;
using Backorders.CdcBridge.Recordings;

namespace Backorders.Cli.Cdc;

/// <summary>The files of the verbs. What is wrong with one ends the verb with file, line and column.</summary>
static class CdcFiles
{
    public static BridgeMapping ReadMapping(FileInfo file)
    {
        Require(file);
        try
        {
            return MappingReader.Read(File.ReadAllText(file.FullName), file.ToString());
        }
        catch (MappingException error)
        {
            var count = error.Problems.Count;
            throw new UsageException($"the mapping has {count} problem{(count == 1 ? "" : "s")}:\n{error.Message}");
        }
    }

    public static IEnumerable<CapturedRecord> ReadRecords(FileInfo file)
    {
        Require(file);
        using var records = RecordingReader.Read(file.ToString()).GetEnumerator();
        while (true)
        {
            try
            {
                if (!records.MoveNext())
                    yield break;
            }
            catch (RecordingException error)
            {
                throw new UsageException(error.Message);
            }
            yield return records.Current;
        }
    }

    public static void Require(FileInfo file)
    {
        if (!file.Exists)
            throw new UsageException($"{file}:1:1: there is no such file");
    }
}
