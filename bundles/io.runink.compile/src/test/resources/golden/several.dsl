@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @source("csv://b.csv", contract="Plain", name="second")
  @step("Verify")
  @step("Split")
  @sink("json://x.json")
  @sink("csv://y.csv", name="why")
  @sink("csv:///dev/null")
