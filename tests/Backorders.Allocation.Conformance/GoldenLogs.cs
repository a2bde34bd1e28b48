using System.Buffers;
using System.IO.Compression;
using System.Text;
using Backorders.Audit.Oracle;
using Backorders.Replay;
using Backorders.Replay.Input;
using Backorders.Replay.Output;

namespace Backorders.Allocation.Conformance;

/// <summary>
/// A log that was decided by an earlier release must give the same events for ever, or no old log can be audited. The
/// files of a released version never change; a change of decisions is a new version with files of its own.
/// </summary>
public sealed class GoldenLogs
{
    public static TheoryData<int> Versions => [.. Enumerable.Range(1, Allocator.DeciderVersion)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void When_the_log_of_a_version_is_replayed_Should_give_its_events_byte_for_byte(int version)
    {
        var session = new ReplaySession();
        Compare(version, record =>
        {
            List<AllocationEvent> events = [];
            session.Handle(record, events);
            return events;
        });
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void When_the_log_of_a_version_is_audited_Should_expect_its_events_byte_for_byte(int version) =>
        Compare(version, new NaiveAllocator().Handle);

    static void Compare(int version, Func<LogRecord, IEnumerable<AllocationEvent>> handle)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Golden");
        using var expected = new StreamReader(new GZipStream(
            File.OpenRead(Path.Combine(folder, $"decider-{version}-events.ndjson.gz")), CompressionMode.Decompress));
        using var log = new CommandFile(
            NdjsonReader.Open(Path.Combine(folder, $"decider-{version}-commands.ndjson.gz")), new LogOrder());
        var buffer = new ArrayBufferWriter<byte>();
        List<LogRecord> records = [];
        var count = 0;
        while (log.TryRead(records, out _))
        {
            buffer.ResetWrittenCount();
            EventWriter.Write(handle(records[0]), buffer);
            Encoding.UTF8.GetString(buffer.WrittenSpan).ShouldBe(expected.ReadLine(), $"at {records[0].Position}");
            count++;
        }
        expected.ReadLine().ShouldBeNull();
        count.ShouldBeGreaterThan(1000);
    }
}
