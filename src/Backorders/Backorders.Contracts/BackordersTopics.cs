using Google.Protobuf;
using StreamApps;
using StreamApps.SchemaRegistry;

namespace Backorders.Contracts;

/// <summary>The topics of the applications: names, keys and the types of their values.</summary>
public static class BackordersTopics
{
    static readonly FixedSchemaIds Ids = ReadIds();
    static readonly Dictionary<string, Func<byte[], IMessage>> Decoders = new(StringComparer.Ordinal);

    /// <summary>Orders as they are placed and amended; key: order id.</summary>
    public static Topic<string, OrderEvent> Orders { get; } = Define<OrderEvent>("backorders.orders.v1");

    /// <summary>Cancellations; key: order id.</summary>
    public static Topic<string, CancellationRequested> Cancellations { get; } =
        Define<CancellationRequested>("backorders.cancellations.v1");

    /// <summary>Expected and received stock; key: SKU.</summary>
    public static Topic<string, ReceiptEvent> Receipts { get; } = Define<ReceiptEvent>("backorders.receipts.v1");

    /// <summary>Stock that was damaged, found, counted or returned; key: SKU.</summary>
    public static Topic<string, StockAdjusted> StockAdjustments { get; } =
        Define<StockAdjusted>("backorders.stock-adjustments.v1");

    /// <summary>Goods that left; key: order id.</summary>
    public static Topic<string, ShipmentConfirmed> Shipments { get; } =
        Define<ShipmentConfirmed>("backorders.shipments.v1");

    /// <summary>Allocation policies; key: SKU or <c>*</c>.</summary>
    public static Topic<string, AllocationPolicy> Policies { get; } =
        Define<AllocationPolicy>("backorders.policies.v1");

    /// <summary>The ordered log of commands; key: SKU.</summary>
    public static Topic<string, InventoryCommand> InventoryCommands { get; } =
        Define<InventoryCommand>("backorders.inventory-commands.v1");

    /// <summary>The allocator's decisions about orders; key: order id.</summary>
    public static Topic<string, AllocationEvent> Allocations { get; } =
        Define<AllocationEvent>("backorders.allocations.v1");

    /// <summary>The allocator's events about stock; key: SKU.</summary>
    public static Topic<string, StockEvent> StockEvents { get; } = Define<StockEvent>("backorders.stock-events.v1");

    /// <summary>What can be promised of each SKU; key: SKU.</summary>
    public static Topic<string, AtpSnapshot> Atp { get; } = Define<AtpSnapshot>("backorders.atp.v1");

    /// <summary>Order lines that wait; key: order id and line id as a <see cref="CompositeKey"/>.</summary>
    public static Topic<string, OpenBackorder> OpenBackorders { get; } =
        Define<OpenBackorder>("backorders.open-backorders.v1");

    /// <summary>How far each order is; key: order id.</summary>
    public static Topic<string, OrderStatus> OrderStatuses { get; } = Define<OrderStatus>("backorders.order-status.v1");

    /// <summary>What a person must look at; key: that of the source record.</summary>
    public static Topic<string, BusinessException> Exceptions { get; } =
        Define<BusinessException>("backorders.exceptions.v1");

    /// <summary>
    /// The name of the topic of records that could not be processed: their own bytes, with headers that say why.
    /// </summary>
    public const string DeadLetters = "backorders.dead-letters.v1";

    /// <summary>Reads a value of one of the topics; null when the topic is none of them.</summary>
    /// <exception cref="SerdeException">The bytes are no value of the topic's type.</exception>
    public static IMessage? Decode(string topic, ReadOnlySpan<byte> value) =>
        Decoders.TryGetValue(topic, out var decode) ? decode(value.ToArray()) : null;

    static Topic<string, T> Define<T>(string name)
        where T : class, IMessage<T>, new()
    {
        var serde = new ProtobufSerde<T>(name, Ids);
        Decoders.Add(name, bytes => serde.Deserialize(bytes));
        return new(name, Serdes.String, serde);
    }

    static FixedSchemaIds ReadIds()
    {
        using var json = typeof(BackordersTopics).Assembly.GetManifestResourceStream("schema-ids.json")
            ?? throw new InvalidOperationException("schema-ids.json is not embedded");
        return FixedSchemaIds.Read(json);
    }
}
