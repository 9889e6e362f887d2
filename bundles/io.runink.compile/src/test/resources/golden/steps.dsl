@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @step("Splitt")
  @step("Entirely different")
  @sink("json://x.json", contract="Plian")
  @sink("json://y.json", contract="Zebra")
