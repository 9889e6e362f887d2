@contract("contracts/Shop.java")
Scenario: S
  @source("csv://orders.csv", contract="Order")
  @step("split", name="route", a="price > 1.0", b="price > 2.0")
  @sink("json://a.json", from="route.a")
