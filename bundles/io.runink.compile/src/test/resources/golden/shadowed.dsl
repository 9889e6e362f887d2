@contract("contracts/Shadow.java")
Scenario: S
  @source("csv://a.csv")
  @step("Check")
  @sink("csv://b.csv")
