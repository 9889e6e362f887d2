@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain")
  @step("ToPlain")
  @step("ToCard")
  @sink("json://x.json", contract="PlainCopy")
  @sink("json://y.json", from="ToPlain", contract="PlainCopy")
