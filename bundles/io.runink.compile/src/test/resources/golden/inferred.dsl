@contract("contracts/Flow.java")
Scenario: S
  @source("csv://in.csv")
  @step("Split")
  @sink("json://out.json")
