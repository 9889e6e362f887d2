@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @step("Split", from="Split")
  @sink("json://x.json", from=["source", "Split"])
