@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @sink("csv://./a.csv")
  @sink("json://b.json")
  @dlq("json://b.json")
