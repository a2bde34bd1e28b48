using Backorders.Contracts;
using StreamApps;
using StreamApps.Processing;
using StreamApps.State;

namespace Backorders.Topologies.Intake;

/// <summary>
/// Makes commands of orders, cancellations, shipments, receipts, adjustments and policies, and routes each to the
/// partition of its SKU. What concerns an order is keyed by order id and knows which SKU each line is of.
/// </summary>
public static class IntakeTopology
{
    /// <summary>The topology's name, and its application id.</summary>
    public const string Name = "intake";

    internal static readonly StoreDescriptor<IBytesStore> Orders = Stores.Bytes("orders");
    internal static readonly OutputTag<string, BusinessException> Exceptions = new("exceptions");

    /// <summary>Builds the topology.</summary>
    public static Topology Build(IntakeOptions options)
    {
        var builder = new StreamBuilder();
        var toLog = RoutedCommand.SinkOptions();

        var fromOrders = builder.Stream("orders", BackordersTopics.Orders, KeyedSource.Options<OrderEvent>())
            .MapValues(static order => new OrderInput(order, null, null));
        var fromCancellations = builder
            .Stream("cancellations", BackordersTopics.Cancellations, KeyedSource.Options<CancellationRequested>())
            .MapValues(static cancellation => new OrderInput(null, cancellation, null));
        var fromShipments = builder
            .Stream("shipments", BackordersTopics.Shipments, KeyedSource.Options<ShipmentConfirmed>())
            .MapValues(static shipment => new OrderInput(null, null, shipment));
        var routed = fromOrders.Merge(fromCancellations, fromShipments)
            .Process("route-orders", () => new OrderRouter(options), Orders);
        routed.To("order-commands", RoutedCommand.Log, toLog);
        routed.SideOutput(Exceptions).To("order-exceptions", BackordersTopics.Exceptions, new() { AppendTime = true });

        builder.Stream("receipts", BackordersTopics.Receipts, KeyedSource.Options<ReceiptEvent>())
            .Process("route-receipts", () => new StockRouter<ReceiptEvent>(
                options, static source => (source.Metadata, source.Sku), StockCommands.Fill))
            .To("receipt-commands", RoutedCommand.Log, toLog);
        builder.Stream("stock-adjustments", BackordersTopics.StockAdjustments, KeyedSource.Options<StockAdjusted>())
            .Process("route-adjustments", () => new StockRouter<StockAdjusted>(
                options, static source => (source.Metadata, source.Sku), StockCommands.Fill))
            .To("adjustment-commands", RoutedCommand.Log, toLog);
        builder.Stream("policies", BackordersTopics.Policies, KeyedSource.Options<AllocationPolicy>())
            .Process("route-policies", () => new PolicyRouter(options))
            .To("policy-commands", RoutedCommand.Log, toLog);
        return builder.Build(Name);
    }
}
