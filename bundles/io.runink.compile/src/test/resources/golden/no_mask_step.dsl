@contract("contracts/Twins.java")
Scenario: S
  @source("json://a.json", contract="Secret")
  @sink("json://x.json")
