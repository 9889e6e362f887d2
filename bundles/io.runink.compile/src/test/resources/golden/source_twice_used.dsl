@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @step("Verify")
  @sink("json://y.json")
  @sink("json://z.json", from="source")
