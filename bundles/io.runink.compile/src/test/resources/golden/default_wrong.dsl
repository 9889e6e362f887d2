@contract("contracts/Shop.java")
@assert("rows[\"sorce\"] > 0 && rows['b'] > 0") @assert("rows.a > 0 && rows.size() > 2") @assert("rows[\"nowhere at all\"] == 0")
Scenario: S
  @source("csv://orders.csv", contract="Order")
  @step("default", name="a", from="source", quantity="many", price="1.00001", at="2026-01-01T00:00:00Z")
  @step("default", name="b", from="source", quantity="= qantity", set=["at = yesterday", "price = 1.5"])
  @sink("json://out.json", from=["a", "b"])
