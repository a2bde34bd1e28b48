using System.Globalization;
using System.Text;

namespace Backorders.CdcBridge.Tests.Live;

/// <summary>
/// A seeded day of a small WMS as SQL: receipts, orders, picks, counts, keys that change, rows that go, statements over
/// many rows, and transactions that are rolled back. It keeps just enough of the database in mind
/// to write valid statements.
/// </summary>
sealed class WmsWorkload(int seed)
{
    const int Items = 30;

    /// <summary>An item that keeps its number, for what is done beside the rest.</summary>
    const int Steady = 0;
    const int FirstRenumbered = 10_000;
    const int Kinds = 14;

    static readonly string[] Warehouses = ["A", "B", "C", "D"];

    readonly Random _random = new(seed);
    readonly List<int> _items = [.. Enumerable.Range(1, Items)];
    readonly HashSet<(int Item, string Warehouse)> _stock = [];
    readonly List<Line> _open = [];
    int _renumbered = FirstRenumbered;
    int _receipt;
    int _order;
    int _lineNo = 100;

    /// <param name="Item">The place of its item among all, as the item's number changes.</param>
    sealed record Line(int Order, int Number, int Item, string Warehouse, int Eighths);

    /// <summary>What is there before anybody watches.</summary>
    public string Seed()
    {
        var sql = new StringBuilder("BEGIN;\n");
        foreach (var item in _items.Prepend(Steady))
        {
            sql.Append(
                CultureInfo.InvariantCulture, $"INSERT INTO item VALUES ({item}, 'SKU{item:D3}', 'item {item}');\n");
            foreach (var warehouse in Warehouses.Take(3).Where(_ => _random.Next(4) > 0))
                Stock(sql, item, warehouse, _random.Next(1, 5000));
        }
        for (var order = 0; order < 20; order++)
            Order(sql);
        return sql.Append("COMMIT;\n").ToString();
    }

    /// <summary>Transactions, one after another.</summary>
    public string Next(int transactions)
    {
        var sql = new StringBuilder();
        for (var number = 0; number < transactions; number++)
        {
            sql.Append("BEGIN;\n");
            Transaction(sql, _random.Next(Kinds));
            sql.Append("COMMIT;\n");
        }
        return sql.ToString();
    }

    /// <summary>Every row of the stock goes at once, and some come back.</summary>
    public string Truncate()
    {
        _stock.Clear();
        var sql = new StringBuilder("BEGIN;\nTRUNCATE inventory;\n");
        foreach (var item in _items.Take(10))
            Stock(sql, item, "A", _random.Next(1, 5000));
        return sql.Append("COMMIT;\n").ToString();
    }

    /// <summary>
    /// A transaction that is open for a while, beside others: what it did stands before theirs in the log.
    /// </summary>
    public string Open(int seconds) => $"""
        BEGIN;
        INSERT INTO customer_order VALUES ({++_order}, 'O{_order:D5}', 'A');
        INSERT INTO order_line (order_id, line_no, item_id, qty_ordered)
          VALUES ({_order}, 1, {Steady}, 7), ({_order}, 2, {Steady}, 7);
        SELECT pg_sleep({seconds});
        UPDATE order_line SET qty_cancelled = 2 WHERE order_id = {_order};
        COMMIT;

        """;

    /// <summary>An order of one line, the last of all.</summary>
    public static string End(int number) => $"""
        BEGIN;
        INSERT INTO customer_order VALUES ({-number}, 'END{number}', 'A');
        INSERT INTO order_line (order_id, line_no, item_id, qty_ordered) VALUES ({-number}, 1, {Steady}, 1);
        COMMIT;

        """;

    void Transaction(StringBuilder sql, int kind)
    {
        switch (kind)
        {
            case 0 or 1: Receive(sql); break;
            case 2 or 3: Order(sql); break;
            case 4 or 5: Ship(sql); break;
            case 6: Cancel(sql); break;
            case 7: Count(sql); break;
            case 8: MoveStock(sql); break;
            case 9: RenumberItem(sql); break;
            case 10: RenumberLine(sql); break;
            case 11: Remove(sql); break;
            case 12: CountWarehouse(sql); break;
            default: RollBack(sql); break;
        }
    }

    static void CountWarehouse(StringBuilder sql) =>
        sql.Append("UPDATE inventory SET qty_on_hand = qty_on_hand + 0.125 WHERE warehouse_id = 'B';\n");

    void Receive(StringBuilder sql)
    {
        var warehouse = Pick(Warehouses);
        sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO receipt VALUES ({++_receipt}, '{warehouse}', now());\n");
        for (var line = 1; line <= _random.Next(1, 4); line++)
        {
            var (item, eighths) = (Pick(_items), _random.Next(1, 400));
            sql.Append(
                CultureInfo.InvariantCulture,
                $"INSERT INTO receipt_line VALUES ({_receipt}, {line}, {item}, {eighths}/8.0);\n");
            Stock(sql, item, warehouse, eighths);
        }
    }

    void Order(StringBuilder sql)
    {
        var warehouse = Pick(Warehouses);
        sql.Append(
            CultureInfo.InvariantCulture,
            $"INSERT INTO customer_order VALUES ({++_order}, 'O{_order:D5}', '{warehouse}');\n");
        for (var number = 1; number <= _random.Next(1, 5); number++)
        {
            var line = new Line(_order, number, _random.Next(Items), warehouse, _random.Next(8, 200));
            sql.Append(CultureInfo.InvariantCulture, $"""
                INSERT INTO order_line (order_id, line_no, item_id, qty_ordered, priority, requested_ship)
                  VALUES ({line.Order}, {line.Number}, {_items[line.Item]}, {line.Eighths}/8.0, {_random.Next(1, 9)}, date '2026-01-01' + {_random.Next(90)});

                """);
            _open.Add(line);
        }
    }

    void Ship(StringBuilder sql)
    {
        if (!TryTakeLine(out var line))
            return;
        var eighths = _random.Next(1, line.Eighths + 1);
        sql.Append(
            CultureInfo.InvariantCulture,
            $"UPDATE order_line SET qty_shipped = qty_shipped + {eighths}/8.0 WHERE {Where(line)};\n");
        Stock(sql, _items[line.Item], line.Warehouse, -eighths);
    }

    void Cancel(StringBuilder sql)
    {
        if (TryTakeLine(out var line))
            sql.Append(
                CultureInfo.InvariantCulture,
                $"UPDATE order_line SET qty_cancelled = {_random.Next(1, line.Eighths + 1)}/8.0 "
                + $"WHERE {Where(line)};\n");
    }

    void Count(StringBuilder sql)
    {
        if (TryFindStock(out var place))
            sql.Append(
                CultureInfo.InvariantCulture,
                $"UPDATE inventory SET qty_on_hand = {_random.Next(5000)}/8.0, "
                + $"remarks = repeat('counted ', {_random.Next(900)}) WHERE {Where(place)};\n");
    }

    // To a place that has none; or two places of one item change their stock for each other's.
    void MoveStock(StringBuilder sql)
    {
        if (!TryFindStock(out var from))
            return;
        var to = (from.Item, Warehouse: Pick(Warehouses));
        if (to == from)
            return;
        if (_stock.Contains(to))
        {
            sql.Append(
                CultureInfo.InvariantCulture, $"UPDATE inventory SET warehouse_id = 'TRANSIT' WHERE {Where(from)};\n");
            sql.Append(
                CultureInfo.InvariantCulture,
                $"UPDATE inventory SET warehouse_id = '{from.Warehouse}' WHERE {Where(to)};\n");
            sql.Append(
                CultureInfo.InvariantCulture,
                $"UPDATE inventory SET warehouse_id = '{to.Warehouse}' "
                + $"WHERE item_id = {from.Item} AND warehouse_id = 'TRANSIT';\n");
            return;
        }
        sql.Append(
            CultureInfo.InvariantCulture,
            $"UPDATE inventory SET warehouse_id = '{to.Warehouse}' WHERE {Where(from)};\n");
        _stock.Remove(from);
        _stock.Add(to);
    }

    void RenumberItem(StringBuilder sql)
    {
        var place = _random.Next(_items.Count);
        var (old, now) = (_items[place], ++_renumbered);
        sql.Append(CultureInfo.InvariantCulture, $"UPDATE item SET item_id = {now} WHERE item_id = {old};\n");
        _items[place] = now;
        foreach (var stock in _stock.Where(stock => stock.Item == old).ToList())
        {
            _stock.Remove(stock);
            _stock.Add((now, stock.Warehouse));
        }
    }

    void RenumberLine(StringBuilder sql)
    {
        if (TryTakeLine(out var line))
            sql.Append(
                CultureInfo.InvariantCulture, $"UPDATE order_line SET line_no = {++_lineNo} WHERE {Where(line)};\n");
    }

    void Remove(StringBuilder sql)
    {
        if (_random.Next(2) == 0 && TryTakeLine(out var line))
        {
            sql.Append(CultureInfo.InvariantCulture, $"DELETE FROM order_line WHERE {Where(line)};\n");
        }
        else if (TryFindStock(out var place))
        {
            sql.Append(CultureInfo.InvariantCulture, $"DELETE FROM inventory WHERE {Where(place)};\n");
            _stock.Remove(place);
        }
    }

    // All of it must not show.
    void RollBack(StringBuilder sql) => sql.Append(CultureInfo.InvariantCulture, $"""
        UPDATE inventory SET qty_on_hand = qty_on_hand + 100000;
        INSERT INTO receipt VALUES (-1, 'A', now());
        INSERT INTO receipt_line VALUES (-1, 1, {_items[0]}, 5);
        DELETE FROM order_line;
        ROLLBACK; BEGIN;

        """);

    void Stock(StringBuilder sql, int item, string warehouse, int eighths)
    {
        _stock.Add((item, warehouse));
        sql.Append(CultureInfo.InvariantCulture, $"""
            INSERT INTO inventory VALUES ({item}, '{warehouse}', {eighths}/8.0)
              ON CONFLICT (item_id, warehouse_id) DO UPDATE SET qty_on_hand = inventory.qty_on_hand + excluded.qty_on_hand;

            """);
    }

    bool TryTakeLine(out Line line)
    {
        line = _open.Count > 0 ? Pick(_open) : null!;
        return _open.Remove(line);
    }

    bool TryFindStock(out (int Item, string Warehouse) place)
    {
        place = _stock.Count > 0 ? _stock.Order().ElementAt(_random.Next(_stock.Count)) : default;
        return _stock.Count > 0;
    }

    T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    static string Where(Line line) => $"order_id = {line.Order} AND line_no = {line.Number}";

    static string Where((int Item, string Warehouse) place) =>
        $"item_id = {place.Item} AND warehouse_id = '{place.Warehouse}'";
}
