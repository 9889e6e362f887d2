@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @source("csv://b.csv", contract="Plain", name="idle")
  @step("Split", from="source")
  @step("Split", name="unused")
  @sink("json://x.json", from="Split")
