@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Person")
  @step("ToCard")
  @sink("json://x.json")
