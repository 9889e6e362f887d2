@contract("contracts/Flow.java")
Scenario: S
  @source("csv://in.csv", contract="Plain")
  @sink("json://out.json")
