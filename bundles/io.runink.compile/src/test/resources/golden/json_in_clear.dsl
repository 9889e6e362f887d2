@contract("contracts/Flow.java")
Scenario: S
  @source("json://a.json", contract="Raw")
  @sink("json://x.json")
