@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv")
  @sink("json://x.json")
  @source("csv://b.csv", name="two")
  @step("Split", from="two")
  @step("ToCard", from="two")
  @sink("json://y.json", from=["Split", "ToCard"])
