# Bronze keeps what came, silver knows what it means, gold is what people read.
@contract("contracts/Shop.java")
@herd("@HERD@")
Feature: Sales of a shop
  The till's orders become a daily report. Each layer reads what the one before wrote;
  'runi run' finds the order by itself.

@module(layer="gold", domain="sales")
@golden("golden/gold")
Scenario: Gold
  @source("json://lake/silver/analyst.json", contract="Sale", name="sales")
  @window(tumbling=1d, on="ordered_at", watermark=2d, late="quarantine")
  @step("aggregate", name="daily", by=["country"], revenue="sum(amount)", orders="count()")
  @sink("csv://lake/gold/daily_sales.csv", contract="DailySales", name="report")
  @dlq("json://lake/gold/rejected.json")
  @assert("records >= 5")
  @assert("quarantined < 20 %")

@module(layer="bronze", domain="sales")
@retry(times=2, backoff=1s)
@timeout(5m)
Scenario: Bronze
  @source("csv://data/orders.csv", contract="RawOrder", name="orders")
  @step("derive", name="priced", amount="unit_price * quantity")
  @sink("json://lake/bronze/orders.json", contract="Order", name="bronze")
  @dlq("json://lake/bronze/rejected.json")

  Given the orders of the till
  Then currency should default to "EUR" if missing

@module(layer="silver", domain="sales")
Scenario: Silver
  @source("json://lake/bronze/orders.json", contract="Order", name="orders")
  @source("csv://data/customers.csv", contract="Customer", name="customers")
  @step("join", name="sold", from=["orders", "customers"], on=["customer_id"], kind="inner")
  @step("command", name="score", run=["python3", "scripts/score.py"], wire="jsonl", contract="ScoredOrder")
  @sink("json://lake/silver/support.json" with "role=support", name="support")
  @sink("json://lake/silver/analyst.json" with "role=analyst", name="analyst")
  @sink("json://lake/silver/watch.json" when "risk == 'high'" with "role=analyst", name="watch")
  @dlq("json://lake/silver/rejected.json")

  Given orders and the customers who placed them
  When a model has scored each order
  Then support sees whom to write to, and nobody else does
