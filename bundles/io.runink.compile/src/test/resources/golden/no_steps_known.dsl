@contract("contracts/Twins.java")
Scenario: S
  @source("csv://a.csv", contract="left")
  @step("Same")
  @sink("csv://b.csv")
