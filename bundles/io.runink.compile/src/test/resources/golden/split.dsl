@contract("contracts/Shop.java")
Scenario: S
  @source("csv://orders.csv", contract="Order")
  @step("split", name="route", high="price > 100.0", mid="price > 10.0 // and no more", low="otherwise")
  @step("split", name="again", from="route.high", euro="currency == \"EUR\"", rest="otherwise")
  @sink("json://euro.json", from="again.euro")
  @sink("json://rest.json" when "quantity > 1", from=["again.rest", "route.mid"])
  @sink("json://low.json", from="route.low")
