@contract("contracts/Shop.java")
Scenario: S
  @source("csv://orders.csv")
  @step("filter", "price > 0.0")
  @sink("json://all.json", contract="Order")
  @step("derive", total="price * quantity", from="filter")
  @sink("json://priced.json", contract="Priced")
  @step("select", ["id", "customer", "price", "quantity", "currency", "at"], name="again", contract="Order", from="source")
  @sink("json://few.json")
