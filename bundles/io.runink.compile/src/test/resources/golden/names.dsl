@contract("contracts/Flow.java")
Scenario: S
  @source("csv://a.csv", contract="Plain", name="in")
  @source("csv://b.csv", contract="Plain", name="in")
  @step("Split", name="dlq")
  @step("Split", name="has space")
  @step("Split")
  @step("Split")
  @sink("json://x.json", name="")
