using Backorders.CdcBridge.Decoding;
using Backorders.CdcBridge.Engine;
using Backorders.CdcBridge.Mapping;
using Backorders.Contracts;
using StreamApps.Processing;

namespace Backorders.CdcBridge.Topology;

/// <summary>The shell around the bridge: its state is a store, its outputs are streams.</summary>
sealed class BridgeProcessor(
    BridgeMapping mapping,
    BridgeMetrics metrics) : IProcessor<string, CapturedRecord, string, InventoryCommand>, IBridgeOutput
{
    static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    IProcessorContext<string, InventoryCommand>? _context;
    Bridge? _bridge;
    long _lastTick;
    bool _isIdle;
    int _alerts;

    public void Init(IProcessorContext<string, InventoryCommand> context)
    {
        _context = context;
        _bridge = new Bridge(mapping, new StoreBridgeStore(context.Store(CdcBridgeTopology.State)), this);
        metrics.ReadUpTo(_bridge.Watermark.CommitMs);
        context.Schedule(TickInterval, PunctuationType.WallClock, Tick);
    }

    public void Process(in Record<string, CapturedRecord> record)
    {
        _isIdle = false;
        _alerts = 0;
        _bridge!.Process(record.Value);
        metrics.Processed(_bridge.Watermark.CommitMs);
    }

    public void Command(InventoryCommand command, in RecordOrigin origin)
    {
        metrics.Command(command.Cdc.Table);
        _context!.Forward(new Record<string, InventoryCommand>(command.Sku, command, command.OccurredAtUnixMs));
    }

    public void DeadLetter(CapturedRecord record, string reason, string detail, string? position)
    {
        metrics.DeadLetter(record.Topic, reason);
        _context!.Forward(CdcBridgeTopology.DeadLetters, DeadLetterRecord.Of(record, reason, detail));
    }

    public void Exception(BridgeAlert alert)
    {
        metrics.Alert(alert.Reason);
        var origin = alert.Origin;
        var exception = new BusinessException
        {
            ExceptionId =
                $"{mapping.Source.Name}-{origin.Topic}-{origin.Partition}-{origin.Offset}-{alert.Reason}-{_alerts++}",
            Reason = alert.Reason,
            Detail = alert.Detail,
            Origin = new LogPosition { Topic = origin.Topic, Partition = origin.Partition, Offset = origin.Offset },
            OccurredAtUnixMs = alert.OccurredAtMs,
        };
        var key = alert.Table.Length > 0 ? alert.Table : mapping.Source.Name;
        _context!.Forward(
            CdcBridgeTopology.Exceptions,
            new Record<string,
            BusinessException>(key, exception, Math.Max(0, alert.OccurredAtMs)));
    }

    // Time is that of the records while they come, so that one who lags does not give up on what he has yet to read.
    // When none has come for a while, it goes on by the clock.
    void Tick(long now)
    {
        var passed = _lastTick == 0 ? 0 : now - _lastTick;
        _lastTick = now;
        if (_isIdle && passed > 0 && _bridge!.Now > 0)
            _bridge.AdvanceTo(_bridge.Now + passed);
        _isIdle = true;
    }
}
