@contract("contracts/Shop.java")
Scenario: S
  @source("csv://orders.csv", contract="Order")
  @step("split", name="none")
  @step("split", "price > 1.0", name="unnamed", from="source", a="price > 2.0")
  @step("split", name="rests", from="source", a="otherwise", b="otherwise", c=1)
  @sink("json://a.json", from="none")
  @sink("json://b.json")
