@contract("contracts/Shop.java")
Scenario: S
  @source("csv://orders.csv", contract="Order")
  @step("split", name="route", a="price", b="prize > 1.0", c="otherwise")
  @sink("json://a.json", from="route.a")
  @sink("json://b.json", from=["route.b", "route.c"])
  @sink("json://c.json" when "x == 1", from="source")
