@contract("contracts/Flow.java")
Scenario: S
  @sink("json://y.json", from="Split")
  @step("Split", from="source")
  @source("csv://a.csv", contract="Plain")
