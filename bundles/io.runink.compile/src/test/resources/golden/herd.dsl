@herd("Not A Herd")
@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @sink("json://x.json")
