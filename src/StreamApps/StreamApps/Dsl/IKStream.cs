using StreamApps.Processing;
using StreamApps.State;

namespace StreamApps;

/// <summary>
/// A stream of records in a topology that is being built. Its operators return new streams and change none. Keys and
/// values may be null where records have none: the functions get them as they are.
/// </summary>
/// <remarks>Not thread-safe while building.</remarks>
/// <typeparam name="TKey">The type of its keys.</typeparam>
/// <typeparam name="TValue">The type of its values.</typeparam>
public partial interface IKStream<TKey, TValue>
{
    /// <summary>Keeps the records that the predicate is true for.</summary>
    IKStream<TKey, TValue> Filter(Func<TKey, TValue, bool> predicate);

    /// <summary>Keeps the records that the predicate is false for.</summary>
    IKStream<TKey, TValue> FilterNot(Func<TKey, TValue, bool> predicate);

    /// <summary>Makes one record of each; the key may change.</summary>
    IKStream<TKeyOut, TValueOut> Map<TKeyOut, TValueOut>(
        Func<TKey, TValue, KeyValuePair<TKeyOut, TValueOut>> mapper);

    /// <summary>Makes another value of each.</summary>
    IKStream<TKey, TValueOut> MapValues<TValueOut>(Func<TValue, TValueOut> mapper);

    /// <summary>Makes another value of each, by its key as well.</summary>
    IKStream<TKey, TValueOut> MapValues<TValueOut>(Func<TKey, TValue, TValueOut> mapper);

    /// <summary>Makes any number of records of each.</summary>
    IKStream<TKeyOut, TValueOut> FlatMap<TKeyOut, TValueOut>(
        Func<TKey, TValue, IEnumerable<KeyValuePair<TKeyOut, TValueOut>>> expander);

    /// <summary>Makes any number of values of each.</summary>
    IKStream<TKey, TValueOut> FlatMapValues<TValueOut>(Func<TKey, TValue, IEnumerable<TValueOut>> expander);

    /// <summary>Gives each record another key.</summary>
    IKStream<TKeyOut, TValue> SelectKey<TKeyOut>(Func<TKey, TValue, TKeyOut> selector);

    /// <summary>Shows each record to an action and passes it on.</summary>
    IKStream<TKey, TValue> Peek(Action<TKey, TValue> action);

    /// <summary>Ends the stream in an action, whose effects outside the topology are not undone by an abort.</summary>
    void ForEach(Action<TKey, TValue> action);

    /// <summary>Begins to split the stream: each record goes to the first branch that takes it.</summary>
    IBranchedStream<TKey, TValue> Split(string name);

    /// <summary>The records of this stream and of the others.</summary>
    IKStream<TKey, TValue> Merge(params IKStream<TKey, TValue>[] others);

    /// <summary>
    /// Sends the records through an internal topic, so that equal keys meet in one task; null keys are dropped by
    /// default. Asked for again on the same stream, by the same name and without options, it is the same repartition.
    /// </summary>
    /// <param name="name">
    /// The name of the node, and part of the topic's: <c>application id-name-repartition</c>.
    /// </param>
    /// <param name="keySerde">Default: the stream's, if its key has not changed since it was read.</param>
    /// <param name="valueSerde">Default: the stream's, if its value has not changed since it was read.</param>
    /// <param name="options">How the topic is written and read again.</param>
    IKStream<TKey, TValue> Repartition(
        string name,
        ISerde<TKey>? keySerde = null,
        ISerde<TValue>? valueSerde = null,
        RepartitionOptions<TKey, TValue>? options = null);

    /// <summary>Runs a processor over the records, with stores that other processors may share.</summary>
    IProcessedStream<TKeyOut, TValueOut> Process<TKeyOut, TValueOut>(
        string name,
        Func<IProcessor<TKey, TValue, TKeyOut, TValueOut>> supplier,
        params StoreDescriptor[] stores);

    /// <summary>
    /// Runs a processor over the records that forwards each under the key that it came with, so that what follows needs
    /// no repartition: another key is an error, and so is forwarding while no record is processed.
    /// </summary>
    IProcessedStream<TKey, TValueOut> ProcessValues<TValueOut>(
        string name,
        Func<IProcessor<TKey, TValue, TKey, TValueOut>> supplier,
        params StoreDescriptor[] stores);

    /// <summary>
    /// Runs a keyed process function over the records; a record without a key is an error. The key must not have
    /// changed since the records were partitioned.
    /// </summary>
    /// <param name="name">The name of the node and of its state.</param>
    /// <param name="function">The function; one instance for all tasks.</param>
    /// <param name="keySerde">Default: the stream's, if its key has not changed since it was read.</param>
    IProcessedStream<TKey, TOut> Process<TOut>(
        string name, KeyedProcessFunction<TKey, TValue, TOut> function, ISerde<TKey>? keySerde = null);

    /// <summary>Writes the records to a topic.</summary>
    void To(string name, Topic<TKey, TValue> topic, SinkOptions<TKey, TValue>? options = null);

    /// <summary>Writes each record to the topic whose name the selector gives, one of those declared here.</summary>
    void To(
        string name,
        Func<TKey, TValue, string> selector,
        IReadOnlyList<Topic<TKey, TValue>> topics,
        SinkOptions<TKey, TValue>? options = null);

    /// <summary>Groups the records by their key.</summary>
    /// <param name="grouped">Serdes, and the name of the repartition, needed when the key has changed.</param>
    IKGroupedStream<TKey, TValue> GroupByKey(Grouped<TKey, TValue>? grouped = null);

    /// <summary>Groups the records by another key, through a repartition.</summary>
    IKGroupedStream<TKeyOut, TValue> GroupBy<TKeyOut>(
        Func<TKey, TValue, TKeyOut> selector, Grouped<TKeyOut, TValue> grouped);

    /// <summary>
    /// The last value of each key, in a store of this name. Records without a key are dropped; one without a value
    /// deletes. The key must not have changed since the records were partitioned.
    /// </summary>
    /// <param name="name">The name of the node and its store.</param>
    /// <param name="keySerde">Default: the stream's, if its key has not changed since it was read.</param>
    /// <param name="valueSerde">Default: the stream's, if its value has not changed since it was read.</param>
    /// <param name="options">How the table is kept.</param>
    IKTable<TKey, TValue> ToTable(
        string name,
        ISerde<TKey>? keySerde = null,
        ISerde<TValue>? valueSerde = null,
        TableOptions<TKey, TValue>? options = null);

    /// <summary>
    /// Joins each record with the row that the table has for its key at that moment; without one, or without a key
    /// or value, the record is dropped. Both must be partitioned alike.
    /// </summary>
    IKStream<TKey, TValueOut> Join<TTableValue, TValueOut>(
        IKTable<TKey, TTableValue> table, Func<TKey, TValue, TTableValue, TValueOut> joiner);

    /// <summary>
    /// As the inner join, but without a row, or without a key, the joiner gets the default value.
    /// </summary>
    IKStream<TKey, TValueOut> LeftJoin<TTableValue, TValueOut>(
        IKTable<TKey, TTableValue> table, Func<TKey, TValue, TTableValue?, TValueOut> joiner);
}
