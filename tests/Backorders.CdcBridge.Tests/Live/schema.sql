-- The tables of deploy/cdc/wms-postgresql.yaml, and the signals' one of its connector template.
CREATE TABLE item (
  item_id bigint PRIMARY KEY, sku varchar(40) NOT NULL, description text, uom char(3) NOT NULL DEFAULT 'EA');
CREATE TABLE inventory (
  item_id bigint NOT NULL REFERENCES item ON UPDATE CASCADE, warehouse_id varchar(8) NOT NULL,
  qty_on_hand numeric(12,3) NOT NULL, remarks text, PRIMARY KEY (item_id, warehouse_id));
ALTER TABLE inventory ALTER remarks SET STORAGE EXTERNAL;
CREATE TABLE receipt (receipt_id bigint PRIMARY KEY, warehouse_id varchar(8) NOT NULL, received_at timestamptz NOT NULL);
CREATE TABLE receipt_line (
  receipt_id bigint NOT NULL, line_no smallint NOT NULL, item_id bigint NOT NULL REFERENCES item ON UPDATE CASCADE,
  qty_received numeric(12,3) NOT NULL,
  PRIMARY KEY (receipt_id, line_no));
CREATE TABLE customer_order (
  order_id bigint PRIMARY KEY, order_no varchar(20) NOT NULL UNIQUE, warehouse_id varchar(8) NOT NULL);
CREATE TABLE order_line (
  order_id bigint NOT NULL, line_no smallint NOT NULL, item_id bigint NOT NULL REFERENCES item ON UPDATE CASCADE,
  qty_ordered numeric(12,3) NOT NULL,
  qty_cancelled numeric(12,3) NOT NULL DEFAULT 0, qty_shipped numeric(12,3) NOT NULL DEFAULT 0,
  priority smallint, requested_ship date, PRIMARY KEY (order_id, line_no));
CREATE TABLE debezium_signal (id varchar(42) PRIMARY KEY, type varchar(32) NOT NULL, data varchar(2048));
