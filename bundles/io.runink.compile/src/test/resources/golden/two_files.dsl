@contract("contracts/Flow.java")
@contract("contracts/Twins.java")
Scenario: S
  @source("csv://a.csv", contract="left")
  @sink("csv://b.csv", contract="Left")
