@contract("contracts/Twins.java")
Scenario: S
  @source("json://a.json", contract="Bare")
  @sink("json://x.json")
