@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Person")
  @step("Hide")
  @step("ToPlain")
  @sink("json://x.json")
