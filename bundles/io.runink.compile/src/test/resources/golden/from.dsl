@contract("contracts/Flow.java")
Scenario: S
  @step("Split")
  @source("csv://a.csv", contract="Plain", name="people")
  @step("Verify", from=["peopel", "out", "people", "people"])
  @sink("json://x.json", name="out")
