@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @source("csv://b.csv", contract="PlainCopy")
  @sink("json://x.json")
