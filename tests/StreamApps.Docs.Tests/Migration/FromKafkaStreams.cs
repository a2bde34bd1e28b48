using StreamApps.Processing;
using StreamApps.State;
using StreamApps.Testing;

namespace StreamApps.Docs.Tests.Migration;

/// <summary>The code of docs/from-kafka-streams.md.</summary>
static class FromKafkaStreams
{
    static readonly Topic<string, string> Orders = new("orders", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Payments = new("payments", Serdes.String, Serdes.String);
    static readonly Topic<string, string> Products = new("products", Serdes.String, Serdes.String);
    static readonly Topic<string, long> Counts = new("counts", Serdes.String, Serdes.Int64);
    static readonly Topic<string, string> Out = new("out", Serdes.String, Serdes.String);

    public static Topology Build()
    {
        var builder = new StreamBuilder();
        var stream = builder.Stream("orders", Orders);
        var payments = builder.Stream("payments", Payments);
        var table = builder.Table("products", Products);
        var rates = builder.GlobalTable("rates", new Topic<string, long>("rates", Serdes.String, Serdes.Int64));
        var versioned = builder.Table("prices", new Topic<string, string>("prices", Serdes.String, Serdes.String),
            new TableOptions<string, string> { History = TimeSpan.FromDays(1) });
        builder.Table("titles", new Topic<string, string>("titles", Serdes.String, Serdes.String),
            new TableOptions<string, string> { ReuseSourceTopic = true });

        Stateless(stream, payments);
        Tables(stream, table);
        Windows(stream);
        Joins(stream, payments, table, rates, versioned);
        Processors(stream);
        return builder.Build("orders");
    }

    /// <summary>What the driver of the page's test reads.</summary>
    public static long Test()
    {
        var builder = new StreamBuilder();
        builder.Stream("orders", Orders).MapValues(value => (long)value.Length).To("lengths", Counts);
        var topology = builder.Build("lengths");
        using var driver = new TopologyTestDriver(topology);
        var input = driver.Input(Orders);
        input.Pipe("o1", "apple", 10);
        driver.AdvanceWallClock(TimeSpan.FromSeconds(1));
        return driver.Output(Counts).Read().Value;
    }

    static void Stateless(IKStream<string, string> stream, IKStream<string, string> payments)
    {
        stream.Filter((key, value) => value.Length > 0);
        stream.FilterNot((key, value) => value.Length > 0);
        stream.MapValues(value => value.Length);
        stream.Map((key, value) => KeyValuePair.Create(value, key));
        stream.FlatMapValues((key, value) => value.Split(' '));
        stream.SelectKey((key, value) => value);
        stream.Peek((key, value) => { });
        stream.ForEach((key, value) => { });
        stream.Merge(payments);
        var split = stream.Split("by-size");
        var large = split.Branch("large", (key, value) => value.Length > 9);
        var rest = split.Default("rest");
        var again = stream.SelectKey((key, value) => value).Repartition("by-value", Serdes.String);
        rest.To("sink", Out);
        large.To("routed", (key, value) => "out-large", [new("out-large", Serdes.String, Serdes.String)]);
    }

    static void Tables(IKStream<string, string> stream, IKTable<string, string> table)
    {
        var grouped = stream.GroupByKey();
        var byValue = stream.GroupBy(
            (k, v) => v, new Grouped<string, string> { Name = "by-text", KeySerde = Serdes.String });
        var counts = grouped.Count("counts-by-key");
        grouped.Reduce("longest", (old, value) => value.Length > old.Length ? value : old);
        byValue.Aggregate("total", () => 0L, (key, value, sum) => sum + value.Length, Serdes.Int64);
        stream.GroupByKey().Cogroup<long>((key, value, sum) => sum + 1).Aggregate("cogrouped", () => 0L, Serdes.Int64);
        table.GroupBy(
                (k, v) => KeyValuePair.Create(v, k),
                new Grouped<string, string> { Name = "by-name", KeySerde = Serdes.String, ValueSerde = Serdes.String })
            .Count("names");
        counts.ToStream().To("counted", Counts);
        stream.ToTable("latest");
        table.Filter((key, value) => value.Length > 0, new Materialized<string, string> { Name = "named" });
        table.Suppress("calm", Suppression.UntilTimeLimit(TimeSpan.FromMinutes(1)));
    }

    static void Windows(IKStream<string, string> stream)
    {
        var grouped = stream.GroupByKey();
        grouped.WindowedBy(TimeWindows.Tumbling(TimeSpan.FromHours(1), grace: TimeSpan.FromMinutes(5))).Count("hourly");
        grouped.WindowedBy(TimeWindows.Hopping(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10))).Count("hopping");
        grouped.WindowedBy(SlidingWindows.Of(TimeSpan.FromMinutes(5))).Count("sliding");
        grouped.WindowedBy(SessionWindows.Of(TimeSpan.FromMinutes(30))).Count("sessions");
        grouped.WindowedBy(TimeWindows.Tumbling(TimeSpan.FromHours(1)), WindowEmission.OnClose).Count("final");
    }

    static void Joins(
        IKStream<string, string> stream,
        IKStream<string, string> payments,
        IKTable<string, string> table,
        IGlobalKTable<string, long> rates,
        IKTable<string, string> versioned)
    {
        var within = JoinWindows.Within(TimeSpan.FromMinutes(10), grace: TimeSpan.FromMinutes(1));
        stream.Join("paid", payments, (key, order, payment) => order + payment, within);
        stream.LeftJoin("maybe-paid", payments, (key, order, payment) => order + (payment ?? "-"), within);
        stream.OuterJoin("either", payments, (key, order, payment) => $"{order}{payment}", within);
        var exact = within with { Timing = JoinTiming.KafkaStreams };
        stream.LeftJoin("as-before", payments, (key, order, payment) => order + (payment ?? "-"), exact);
        stream.Join(table, (key, order, product) => order + product);
        stream.LeftJoin(rates, (key, order) => order, (key, order, rate) => order + rate);
        var buffer = new BufferedJoin<string, string> { Name = "priced", Grace = TimeSpan.FromMinutes(1) };
        stream.Join(versioned, (key, order, price) => order + price, buffer);
        table.OuterJoin(stream.ToTable("last-orders"), (product, order) => $"{product}{order}");
        var join =
            new ForeignKeyJoin<string, string, string, string, string> { Name = "lines", ResultSerde = Serdes.String };
        table.Join(versioned, (key, product) => product, (product, price) => product + price, join);
    }

    static void Processors(IKStream<string, string> stream)
    {
        var store = Stores.KeyValue("seen", Serdes.String, Serdes.Int64);
        stream.Process("count-seen", () => new CountSeen(store), store);
        var timed = new SourceOptions<string, string>
        {
            Timestamps = (in Record<string, string> record, long partitionTime) => record.Timestamp
        };
        var errors = ErrorPolicy.DeadLetterAlways("dead-letters");
        _ = (timed, errors, Stores.Timestamped("rows", Serdes.String, Serdes.Int64));
    }

    sealed class CountSeen(StoreDescriptor<IKeyValueStore<string, long>> store)
        : IProcessor<string, string, string, long>
    {
        IProcessorContext<string, long>? _context;

        public void Init(IProcessorContext<string, long> context)
        {
            _context = context;
            context.Schedule(TimeSpan.FromSeconds(1), PunctuationType.WallClock, time => { });
        }

        public void Process(in Record<string, string> record)
        {
            _context!.Store(store).TryGet(record.Key, out var seen);
            _context!.Store(store).Put(record.Key, seen + 1);
            _context!.Forward(record.WithValue(seen + 1));
        }
    }
}
